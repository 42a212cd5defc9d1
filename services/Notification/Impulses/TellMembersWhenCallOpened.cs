using MassTransit;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Impulses;

/// <summary>
/// Queues one mail to each member in office when a call is first heard of, unless it is closed; changes are only kept.
/// The hub's own people write the calls and are not asked.
/// </summary>
public sealed class TellMembersWhenCallOpened(NotificationDbContext db, IOptions<Partner> partner, TimeProvider time)
    : IConsumer<CallOpened>
{
    public async Task Consume(ConsumeContext<CallOpened> context)
    {
        var (fact, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        await db.LockForPlanningAsync(cancellationToken);
        await db.LockCallAsync(fact.CallId, cancellationToken);
        var call = await db.ImpulseCalls.FindAsync([fact.CallId], cancellationToken);
        var isNew = call is null;
        call ??= db.Add(new ImpulseCall { Id = fact.CallId }).Entity;
        if (call.Version >= fact.Version)
        {
            return;
        }

        (call.Version, call.Title, call.ClosesAt) = (fact.Version, fact.Title, fact.ClosesAt.ToUniversalTime());
        if (!isNew || call.ClosesAt <= now || partner.Value.Key == PersonalLink.Hub)
        {
            return;
        }

        await MailToMembers.QueueAsync(db, CallOpen.Kind, fact.CallId, now, time.Today(), cancellationToken);
    }
}
