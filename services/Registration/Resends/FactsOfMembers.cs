using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Seats;

namespace Stadtgespraeche.Registration.Resends;

/// <summary>All present facts about some members of one partner, each marked with the resend.</summary>
internal sealed class FactsOfMembers(
    RegistrationDbContext db,
    IReadOnlyList<Member> members,
    Guid resend,
    DateTimeOffset now
)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(365);
    private readonly List<Guid> ids = [.. members.Select(member => member.Id)];

    public async Task<List<object>> ReadAsync(CancellationToken cancellationToken)
    {
        var delivered = (
            await db.Deliveries.AsNoTracking().Where(row => ids.Contains(row.MemberId)).ToListAsync(cancellationToken)
        ).ToLookup(row => row.MemberId, row => new DeliveredMail(row.SessionId, row.Kind, row.Version));
        return
        [
            .. members.Select(member => FactOf(member, [.. delivered[member.Id]])),
            .. await SeatsAsync(delivered, cancellationToken),
            .. await AttendanceAsync(cancellationToken),
        ];
    }

    private object FactOf(Member member, List<DeliveredMail> delivered) =>
        member.Departed
            ? new MemberDeparted(member.Partner, member.Id, member.Version, resend)
            : member.ToAccepted(delivered, resend);

    private async Task<List<object>> SeatsAsync(
        ILookup<Guid, DeliveredMail> delivered,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from seat in db.Seats
            join session in db.Sessions on seat.SessionId equals session.Id
            where ids.Contains(seat.MemberId) && session.Start!.Value.AddMinutes(session.LengthMinutes) > now
            select new
            {
                Seat = seat,
                Session = session,
                Position = db.Seats.Count(other =>
                    other.SessionId == seat.SessionId
                    && other.WaitingFor == seat.WaitingFor
                    && other.WaitingNumber <= seat.WaitingNumber
                ),
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row =>
                SeatMessages.MessageOf(
                    row.Session,
                    row.Seat,
                    row.Seat.WaitingFor is null ? null : row.Position,
                    delivered[row.Seat.MemberId]
                        .Where(mail => mail.SessionId == row.Seat.SessionId && mail.Kind == "seat")
                        .Select(mail => (long?)mail.Version)
                        .Max(),
                    resend
                )
            ),
        ];
    }

    private async Task<List<AttendanceRecorded>> AttendanceAsync(CancellationToken cancellationToken)
    {
        var rows = await (
            from attendance in db.Attendances
            join session in db.Sessions on attendance.SessionId equals session.Id
            join member in db.Members on attendance.MemberId equals member.Id
            join partner in db.Partners on member.Partner equals partner.Key
            where ids.Contains(member.Id) && session.Start > now - Recent
            select new
            {
                attendance,
                member,
                partner.Name,
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new AttendanceRecorded(
                row.member.Partner,
                row.member.Id,
                row.attendance.SessionId,
                row.attendance.Version,
                row.attendance.Attended,
                row.member.DisplayName,
                row.Name,
                resend
            )),
        ];
    }
}
