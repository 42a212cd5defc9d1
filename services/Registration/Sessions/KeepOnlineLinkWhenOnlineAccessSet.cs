using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Registration.Seats;

namespace Stadtgespraeche.Registration.Sessions;

/// <summary>
/// Keeps the online link, which may come before the session itself, and tells it to those with an online seat.
/// </summary>
public sealed class KeepOnlineLinkWhenOnlineAccessSet(RegistrationDbContext db, TimeProvider time)
    : IConsumer<OnlineAccessSet>
{
    public async Task Consume(ConsumeContext<OnlineAccessSet> context)
    {
        var news = context.Message;
        var session = await db.LockOrAddSessionAsync(news.SessionId, context.CancellationToken);
        if (session.OnlineLinkVersion >= news.Version)
        {
            return;
        }

        session.OnlineLinkVersion = news.Version;
        if (session.OnlineLink == news.OnlineLink)
        {
            return;
        }

        session.OnlineLink = news.OnlineLink;

        var seats = await db
            .Seats.Where(seat =>
                seat.SessionId == session.Id && (seat.Form == SeatForm.Online || seat.WaitingFor != null)
            )
            .ToListAsync(context.CancellationToken);
        var seating = new SeatingRules(session, seats);
        seating.AnnounceOnlineLink();
        db.TellPartners(session, seating, time.GetUtcNow());
    }
}
