using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// For organisers: who has a seat or waits, and who was ticked as present, by partner and name. Who declined is not
/// listed. Waiting positions count from 1.
/// </summary>
internal static class ListParticipants
{
    public sealed record Participant(
        Guid MemberId,
        string DisplayName,
        string Partner,
        string PartnerName,
        SeatState State,
        SeatForm? Seat,
        SeatForm? WaitingFor,
        int? WaitingPosition,
        string? Question,
        string? AccessibilityNeeds,
        bool Attended
    );

    public sealed record ParticipantList(Guid SessionId, IReadOnlyList<Participant> Participants);

    public static async Task<Results<Ok<ParticipantList>, ProblemHttpResult>> Handle(
        Guid sessionId,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Sessions.AnyAsync(session => session.Id == sessionId && session.Start != null, cancellationToken))
        {
            return SeatsEndpoints.SessionUnknown();
        }

        var rows = await (
            from member in db.Members
            join partner in db.Partners on member.Partner equals partner.Key
            let seat = db.Seats.FirstOrDefault(row => row.SessionId == sessionId && row.MemberId == member.Id)
            let attended = db.Attendances.Any(row =>
                row.SessionId == sessionId && row.MemberId == member.Id && row.Attended
            )
            where
                attended
                || db.Seats.Any(row =>
                    row.SessionId == sessionId
                    && row.MemberId == member.Id
                    && (row.Form != null || row.WaitingFor != null)
                )
            orderby partner.Name, member.DisplayName, member.Id
            select new
            {
                member,
                partner.Name,
                seat,
                attended,
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var waiting = rows.Select(row => row.seat)
            .OfType<Seat>()
            .Where(seat => seat.WaitingFor is not null)
            .OrderBy(seat => seat.WaitingNumber)
            .ToList();

        return TypedResults.Ok(
            new ParticipantList(
                sessionId,
                [
                    .. rows.Select(row => new Participant(
                        row.member.Id,
                        row.member.DisplayName,
                        row.member.Partner,
                        row.Name,
                        row.seat?.State ?? SeatState.None,
                        row.seat?.Form,
                        row.seat?.WaitingFor,
                        PositionOf(row.seat, waiting),
                        row.seat?.Question,
                        row.seat?.AccessibilityNeeds,
                        row.attended
                    )),
                ]
            )
        );
    }

    private static int? PositionOf(Seat? seat, List<Seat> waiting) =>
        seat?.WaitingFor is not { } form
            ? null
            : waiting.Where(other => other.WaitingFor == form).TakeWhile(other => other != seat).Count() + 1;
}
