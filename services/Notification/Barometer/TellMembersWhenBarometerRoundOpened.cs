using MassTransit;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Barometer;

/// <summary>
/// Queues one mail to each member in office when a round is first heard of, unless it is over; a moved end is only
/// kept. The hub's own people have no mandate and are not asked.
/// </summary>
public sealed class TellMembersWhenBarometerRoundOpened(
    NotificationDbContext db,
    IOptions<Partner> partner,
    TimeProvider time
) : IConsumer<BarometerRoundOpened>
{
    public async Task Consume(ConsumeContext<BarometerRoundOpened> context)
    {
        var (fact, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        await db.LockForPlanningAsync(cancellationToken);
        await db.LockRoundAsync(fact.RoundId, cancellationToken);
        var round = await db.BarometerRounds.FindAsync([fact.RoundId], cancellationToken);
        var isNew = round is null;
        if (round is null)
        {
            round = new BarometerRound { Id = fact.RoundId };
            db.Add(round);
        }

        if (round.Version >= fact.Version)
        {
            return;
        }

        (round.Version, round.EndsAt) = (fact.Version, fact.EndsAt.ToUniversalTime());
        if (!isNew || round.EndsAt <= now || partner.Value.Key == PersonalLink.Hub)
        {
            return;
        }

        await MailToMembers.QueueAsync(db, RoundBegun.Kind, fact.RoundId, now, time.Today(), cancellationToken);
    }
}
