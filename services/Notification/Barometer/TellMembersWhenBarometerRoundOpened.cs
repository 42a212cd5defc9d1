using System.Runtime.CompilerServices;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Barometer;

/// <summary>
/// Queues one mail to each member in office when a round is first heard of, unless it is over; a moved end is only
/// kept. The hub's own people have no mandate and are not asked. The mails are reported to the hub, so that a restored city repeats none.
/// </summary>
public sealed class TellMembersWhenBarometerRoundOpened(
    NotificationDbContext db,
    IOptions<Partner> partner,
    TimeProvider time
) : IConsumer<BarometerRoundOpened>
{
    private static readonly string InsertMails = $$"""
        insert into mails (id, member_id, session_id, kind, version, status, priority, due, attempts, created_at, reported)
        select gen_random_uuid(), m.id, {0}, {1}, 0, 'Queued', 1, {2}, 0, {2}, false
        from members m
        where {{PlanRule.MayBeMailed.Replace("@today", "{3}", StringComparison.Ordinal)}} and not m.invited_elsewhere
        on conflict (member_id, session_id, kind, version) do nothing
        """;

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

        // The condition is a constant of ours; what comes from the message is a parameter.
        await db.Database.ExecuteSqlAsync(
            FormattableStringFactory.Create(InsertMails, fact.RoundId, RoundBegun.Kind, now, time.Today()),
            cancellationToken
        );
    }
}
