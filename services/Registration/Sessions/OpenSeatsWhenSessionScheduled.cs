using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Registration.Seats;

namespace Stadtgespraeche.Registration.Sessions;

/// <summary>
/// Keeps our copy of a session and fits its seats to the capacities and forms that it now has. Older news is ignored,
/// and all news of a session that was called off.
/// </summary>
public sealed class OpenSeatsWhenSessionScheduled(RegistrationDbContext db, TimeProvider time)
    : IConsumer<SessionScheduled>
{
    public async Task Consume(ConsumeContext<SessionScheduled> context)
    {
        var news = context.Message;
        var session = await db.LockOrAddSessionAsync(news.SessionId, context.CancellationToken);
        if (session.Cancelled || session.Version >= news.Version)
        {
            return;
        }

        (session.Version, session.Start, session.LengthMinutes) = (
            news.Version,
            news.Start.ToUniversalTime(),
            news.LengthMinutes
        );
        var details = await db.DetailsOfAsync(session.Id, context.CancellationToken);
        (details.Title, details.TimeZone, details.Venue) = (news.Title, news.TimeZone, news.Venue);
        (details.CalendarVersion, details.ChangedAt) = (news.CalendarVersion ?? news.Version, time.GetUtcNow());

        var seats = await db.Seats.Where(seat => seat.SessionId == session.Id).ToListAsync(context.CancellationToken);
        var seating = new SeatingRules(session, seats);
        seating.Offer(
            news.Form.OffersOnSite() ? news.CapacityOnSite : null,
            news.Form.OffersOnline() ? news.CapacityOnline : null
        );
        db.TellPartners(session, seating, details.ChangedAt);
    }
}
