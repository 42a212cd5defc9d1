using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Attendance;

/// <summary>
/// An organiser ticks, or unticks, that a member was there. Any known member, because some come without a seat.
/// Possible from the session's start on, but not when it was called off. The same again changes and sends nothing.
/// </summary>
internal static class RecordAttendance
{
    public sealed record RecordAttendanceRequest(bool? Attended);

    public sealed record AttendanceView(Guid SessionId, Guid MemberId, bool Attended);

    public static async Task<Results<Ok<AttendanceView>, ProblemHttpResult>> Handle(
        Guid sessionId,
        Guid memberId,
        RecordAttendanceRequest request,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (request.Attended is not { } attended)
        {
            var errors = new FieldErrors();
            errors.Add("attended", "attended-missing", "Bitte geben Sie an, ob das Mitglied da war.");
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var session = await db.LockSessionAsync(sessionId, cancellationToken);
        if (session is not { Start: { } start })
        {
            return SeatsEndpoints.SessionUnknown();
        }

        if (session.Cancelled)
        {
            return Problems.Conflict("session-cancelled", "Die Sitzung wurde abgesagt.");
        }

        if (time.GetUtcNow() < start)
        {
            return Problems.Conflict("session-not-started", "Die Sitzung hat noch nicht begonnen.");
        }
        // Locked, so that an erasure of the member cannot come between this check and the commit.
        await db.Database.ExecuteSqlAsync(
            $"select from members where id = {memberId} for key share",
            cancellationToken
        );
        var found = await (
            from row in db.Members
            where row.Id == memberId
            select new
            {
                Member = row,
                PartnerName = db.Partners.First(partner => partner.Key == row.Partner).Name,
                Record = db.Attendances.FirstOrDefault(record =>
                    record.SessionId == sessionId && record.MemberId == memberId
                ),
            }
        ).SingleOrDefaultAsync(cancellationToken);
        if (found is not { Member: { } member })
        {
            return Problems.NotFound("member-unknown", "Dieses Mitglied gibt es nicht.");
        }

        if ((found.Record?.Attended ?? false) != attended)
        {
            var record =
                found.Record
                ?? db.Attendances.Add(new AttendanceRecord { SessionId = sessionId, MemberId = memberId }).Entity;
            record.Attended = attended;
            record.Version++;
            var recorded = new AttendanceRecorded(
                member.Partner,
                memberId,
                sessionId,
                record.Version,
                attended,
                member.DisplayName,
                found.PartnerName
            );
            db.SendToPartner(member.Partner, recorded);
            db.Publish(recorded);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(new AttendanceView(sessionId, memberId, attended));
    }
}
