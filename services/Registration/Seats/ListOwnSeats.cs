using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Mandates;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// All answers of the signed-in member, the latest session first: seats, waiting places, declined sessions, questions,
/// and whether the member was there. Scheduling has the titles. With several linked mandates there is one answer for
/// each session.
/// </summary>
internal static class ListOwnSeats
{
    public sealed record OwnSeat(
        Guid SessionId,
        DateTimeOffset Start,
        bool Cancelled,
        bool Open,
        SeatState State,
        SeatForm? Seat,
        SeatForm? WaitingFor,
        int? WaitingPosition,
        string? Question,
        bool Attended
    );

    public sealed record Response(IReadOnlyList<OwnSeat> Seats);

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (me, now) = (user.Member().MemberId, time.GetUtcNow());
        var owner = await db.SeatOwnerAsync(me, cancellationToken);
        var own = await db.OwnMandatesAsync(me, cancellationToken);
        var found = await (
            from seat in db.Seats.AsNoTracking()
            join session in db.Sessions.AsNoTracking() on seat.SessionId equals session.Id
            where own.Contains(seat.MemberId) && session.Start != null
            orderby session.Start descending
            select new
            {
                seat,
                session,
                Ahead = seat.WaitingFor == null
                    ? 0
                    : db.Seats.Count(other =>
                        other.SessionId == seat.SessionId
                        && other.WaitingFor == seat.WaitingFor
                        && other.WaitingNumber <= seat.WaitingNumber
                    ),
                Attended = db.Attendances.Any(row =>
                    row.SessionId == seat.SessionId && own.Contains(row.MemberId) && row.Attended
                ),
            }
        ).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. found
                    .GroupBy(row => row.session.Id)
                    .Select(rows =>
                        rows.OrderBy(row => row.seat.IsReleased).ThenBy(row => row.seat.MemberId != owner).First()
                    )
                    .Select(row => new OwnSeat(
                        row.session.Id,
                        row.session.Start!.Value,
                        row.session.Cancelled,
                        row.session.IsOpen(now),
                        row.seat.State,
                        row.seat.Form,
                        row.seat.WaitingFor,
                        row.seat.WaitingFor is null ? null : row.Ahead,
                        row.seat.Question,
                        row.Attended
                    )),
            ])
        );
    }
}
