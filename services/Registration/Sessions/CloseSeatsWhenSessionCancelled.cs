using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Registration.Seats;

namespace Stadtgespraeche.Registration.Sessions;

/// <summary>
/// Releases every seat and waiting place, for good, and remembers the end even of a session that we never saw.
/// </summary>
public sealed class CloseSeatsWhenSessionCancelled(RegistrationDbContext db, TimeProvider time)
    : IConsumer<SessionCancelled>
{
    public async Task Consume(ConsumeContext<SessionCancelled> context)
    {
        var news = context.Message;
        var session = await db.LockOrAddSessionAsync(news.SessionId, context.CancellationToken);
        if (session.Cancelled)
        {
            return;
        }

        (session.Cancelled, session.Version) = (true, Math.Max(session.Version, news.Version));
        (session.Start, session.LengthMinutes) = (news.Start.ToUniversalTime(), news.LengthMinutes);
        var details = await db.DetailsOfAsync(session.Id, context.CancellationToken);
        (details.Title, details.TimeZone, details.CancellationReason) = (news.Title, news.TimeZone, news.Reason);
        (details.CalendarVersion, details.ChangedAt) = (session.Version, time.GetUtcNow());

        var seats = await db.Seats.Where(seat => seat.SessionId == session.Id).ToListAsync(context.CancellationToken);
        var seating = new SeatingRules(session, seats);
        seating.CallOff();
        db.TellPartners(session, seating, details.ChangedAt);
    }
}
