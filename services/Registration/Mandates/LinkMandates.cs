using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>What became of two mandates that a person wants to link.</summary>
internal enum LinkOutcome
{
    Linked,

    /// <summary>
    /// Both are the same mandate, or both belong to one partner: a city enrols each of its people once.
    /// </summary>
    SamePartner,

    /// <summary>One of them has ended or is no longer known.</summary>
    Ended,
}

/// <summary>
/// Links two mandates, both of which <em>the caller</em> has checked to be the person's own: from now on the first is
/// invited and has the seats at coming sessions, including those of the others. Mandates that either was linked with
/// before come along, after these two. Doing it twice is harmless.
/// </summary>
internal static class LinkMandates
{
    public static async Task<LinkOutcome> Handle(
        RegistrationDbContext db,
        Guid firstId,
        Guid secondId,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sessions = await db.LockComingSessionsAsync(now, cancellationToken);
        await db.LockLinksAsync(cancellationToken);
        var people = await db
            .LinkedMandates.Where(row => row.MemberId == firstId || row.MemberId == secondId)
            .Select(row => row.PersonId)
            .ToListAsync(cancellationToken);
        var links = await db.LinkedMandates.Where(row => people.Contains(row.PersonId)).ToListAsync(cancellationToken);
        Guid[] ids = [.. links.Select(row => row.MemberId).Append(firstId).Append(secondId).Distinct()];
        var members = (
            await db
                .Members.FromSql($"select * from members where id = any ({ids}) order by id for update")
                .ToListAsync(cancellationToken)
        ).ToDictionary(member => member.Id);
        if (Refuse(members, firstId, secondId, time.Today()) is { } refused)
        {
            return refused;
        }

        // In the order that they had, but with the chosen one first; of those that come along, its own earlier links
        // come before the others.
        var head = links.Find(row => row.MemberId == firstId)?.PersonId;
        Guid[] order =
        [
            firstId,
            .. links
                .OrderBy(row => row.PersonId == head ? 0 : 1)
                .ThenBy(row => row.Position)
                .Select(row => row.MemberId)
                .Append(secondId)
                .Where(id => id != firstId)
                .Distinct(),
        ];
        var person = head ?? Guid.CreateVersion7(now);
        foreach (var (id, position) in order.Select((id, index) => (id, index + 1)))
        {
            var link =
                links.Find(row => row.MemberId == id)
                ?? db.LinkedMandates.Add(
                    new LinkedMandate
                    {
                        MemberId = id,
                        PersonId = person,
                        Position = position,
                        LinkedAt = now,
                    }
                ).Entity;
            (link.PersonId, link.Position) = (person, position);
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.SettleInvitationsAsync(firstId, cancellationToken);
        foreach (var session in await db.AnsweredByAsync(sessions, order, cancellationToken))
        {
            foreach (var other in order.Skip(1))
            {
                await HandOverSeats.HandleAsync(
                    db,
                    session,
                    other,
                    firstId,
                    members[firstId].Partner,
                    SeatCause.Cancelled,
                    now,
                    cancellationToken
                );
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return LinkOutcome.Linked;
    }

    private static LinkOutcome? Refuse(Dictionary<Guid, Member> members, Guid first, Guid second, DateOnly today)
    {
        if (
            !members.TryGetValue(first, out var one)
            || !members.TryGetValue(second, out var other)
            || one.HasEnded(today)
            || other.HasEnded(today)
        )
        {
            return LinkOutcome.Ended;
        }

        return members.Values.CountBy(member => member.Partner).Any(partner => partner.Value > 1)
            ? LinkOutcome.SamePartner
            : null;
    }
}
