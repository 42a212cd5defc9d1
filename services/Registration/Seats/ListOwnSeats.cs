using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// All answers of the signed-in member, the latest session first: seats, waiting places, what one declined, questions handed in, and whether one was
/// there. Titles are told by Scheduling.
/// </summary>
internal static class ListOwnSeats
{
    public sealed record OwnSeat(
        Guid SessionId, DateTimeOffset Start, bool Cancelled, bool Open, SeatState State, SeatForm? Seat, SeatForm? WaitingFor, int? WaitingPosition,
        string? Question, bool Attended);

    public sealed record Response(IReadOnlyList<OwnSeat> Seats);

    public static async Task<Ok<Response>> Handle(ClaimsPrincipal user, RegistrationDbContext db, TimeProvider time, CancellationToken cancellation)
    {
        var (member, now) = (user.Member().MemberId, time.GetUtcNow());
        var found = await (
            from seat in db.Seats.AsNoTracking()
            join session in db.Sessions.AsNoTracking() on seat.SessionId equals session.Id
            where seat.MemberId == member && session.Start != null
            orderby session.Start descending
            select new
            {
                seat,
                session,
                Ahead = seat.WaitingFor == null ? 0 : db.Seats.Count(other =>
                    other.SessionId == seat.SessionId && other.WaitingFor == seat.WaitingFor && other.WaitingNumber <= seat.WaitingNumber),
                Attended = db.Attendances.Any(row => row.SessionId == seat.SessionId && row.MemberId == member && row.Attended),
            }).ToListAsync(cancellation);
        return TypedResults.Ok(new Response([.. found.Select(row => new OwnSeat(
            row.session.Id, row.session.Start!.Value, row.session.Cancelled, row.session.IsOpen(now), row.seat.State, row.seat.Form, row.seat.WaitingFor,
            row.seat.WaitingFor is null ? null : row.Ahead, row.seat.Question, row.Attended))]));
    }
}
