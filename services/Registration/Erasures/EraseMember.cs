using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>
/// Erases Registration's own part of a member at once, and orders the others to erase theirs. Seats at coming sessions
/// go to those who wait, another mandate of the person is invited again, and attendance stays as a number. Asked again,
/// it returns the erasure that exists already. Null: the partner has no such member. A partner that never enrolled the
/// member knows nothing about the person and gets no order; nor does a partner that is leaving, which keeps its own
/// data.
/// </summary>
internal static class EraseMember
{
    /// <summary>
    /// In the caller's transaction, which must be committed afterwards. <paramref name="onlyIf"/> is asked under the
    /// locks: else nothing is erased, null is returned.
    /// </summary>
    public static async Task<MemberErasure?> HandleAsync(
        RegistrationDbContext db,
        Guid memberId,
        string partner,
        ErasureCause cause,
        string? statusCode,
        DateTimeOffset now,
        CancellationToken cancellationToken,
        Guid? removal = null,
        Func<Member, bool>? onlyIf = null
    )
    {
        // Sessions before the member, as a booking does it; and all of them, or a booking under way would go through
        // unnoticed.
        var sessions = await db.LockComingSessionsAsync(now, cancellationToken);
        await db.LockLinksOfAsync(memberId, cancellationToken);
        await db.LockPersonAsync(memberId, cancellationToken);
        var hash = ErasedPerson.Hash(memberId);
        if (
            await db
                .Erasures.Include(row => row.Parts)
                .SingleOrDefaultAsync(row => row.IdHash == hash && row.Partner == partner, cancellationToken) is
            { } known
        )
        {
            known.CodeHash = HashOf(statusCode) ?? known.CodeHash;
            await db.SaveChangesAsync(cancellationToken);
            return known;
        }

        var found = await db
            .Members.FromSql($"select * from members where id = {memberId} and partner = {partner} for update")
            .ToListAsync(cancellationToken);
        if (found is not [var member] || onlyIf?.Invoke(member) == false)
        {
            return null;
        }

        foreach (var session in await db.AnsweredByAsync(sessions, [memberId], cancellationToken))
        {
            await ReleaseAsync(db, session, memberId, now, cancellationToken);
        }

        await UnlinkMandate.RemoveAsync(db, memberId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await CountAttendanceAsync(db, memberId, cancellationToken);
        var counts = await PersonalDataErasure.EraseAsync(db, memberId, now, cancellationToken);
        db.ChangeTracker.Clear();

        var erasure = new MemberErasure
        {
            Id = Guid.CreateVersion7(now),
            MemberId = memberId,
            IdHash = hash,
            Partner = partner,
            Cause = cause,
            OrderedAt = now,
            CodeHash = HashOf(statusCode),
            RemovalId = removal,
        };
        erasure.Parts.Add(
            new ErasurePart
            {
                Owner = ErasurePart.Registration,
                OrderedAt = now,
                Orders = 1,
                CompletedAt = now,
                Counts = counts,
            }
        );
        erasure.Parts.AddRange(
            ErasurePart.OtherServices.Select(owner => new ErasurePart
            {
                Owner = owner,
                OrderedAt = now,
                Orders = 1,
            })
        );
        if (removal is null && member.IsKnownToPartner)
        {
            erasure.Parts.Add(new ErasurePart { Owner = ErasurePart.Partner });
        }

        db.Add(erasure);
        db.Publish(ErasureProgress.Order(erasure));
        await db.SaveChangesAsync(cancellationToken);
        return erasure;
    }

    public static byte[]? HashOf(string? statusCode) =>
        statusCode is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(statusCode));

    private static async Task ReleaseAsync(
        RegistrationDbContext db,
        Session session,
        Guid memberId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var seats = await db
            .Seats.Where(seat => seat.SessionId == session.Id && (seat.MemberId == memberId || seat.WaitingFor != null))
            .ToListAsync(cancellationToken);
        if (seats.SingleOrDefault(seat => seat.MemberId == memberId) is not { IsReleased: false } own)
        {
            return;
        }

        var seating = new SeatingRules(session, seats);
        seating.Release(own, SeatCause.Cancelled);
        db.TellPartners(session, seating, now);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Task CountAttendanceAsync(
        RegistrationDbContext db,
        Guid memberId,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into anonymous_attendances (session_id, attended)
            select session_id, 1 from attendances where member_id = {memberId} and attended
            on conflict (session_id) do update set attended = anonymous_attendances.attended + 1
            """,
            cancellationToken
        );
}
