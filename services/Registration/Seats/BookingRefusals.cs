using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Until when, and for what, a seat can be booked or changed: until the session's end, unless it was called off, and in a
/// form that it offers. There is no other end: a seat that becomes free is the next one's at once.
/// </summary>
internal static class BookingRefusals
{
    /// <summary>Null: may be booked.</summary>
    public static ProblemHttpResult? Of(Session session, BookSeat.SeatAnswer answer, DateTimeOffset now)
    {
        if (session.Cancelled)
        {
            return Problems.Conflict("session-cancelled", "Die Sitzung wurde abgesagt.");
        }

        if (session.IsOver(now))
        {
            return Problems.Conflict("session-over", "Die Sitzung ist vorbei.");
        }

        return answer != BookSeat.SeatAnswer.Declined && session.Of(BookSeat.FormOf(answer)).Capacity is null
            ? Problems.Conflict("form-not-offered", "Diese Art der Teilnahme wird nicht angeboten.")
            : null;
    }
}
