using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Resends;

/// <summary>
/// Tells a partner that joined or lost its memory about all sessions that are not over, and those that cities
/// still mail about (<see cref="FollowUp"/>).
/// </summary>
public sealed class ResendSessionsWhenResendOrdered(SchedulingDbContext db, TimeProvider time)
    : IConsumer<ResendOrdered>
{
    public const string Owner = "scheduling";

    public async Task Consume(ConsumeContext<ResendOrdered> context)
    {
        var (partner, resend) = context.Message;
        var since = time.GetUtcNow() - FollowUp.Length;
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => s.End > since)
            .ToListAsync(context.CancellationToken);
        var topics = await TopicList.LoadAsync(db, context.CancellationToken);
        foreach (var session in sessions)
        {
            if (session.Status == SessionStatus.Cancelled)
            {
                db.SendToPartner(partner, session.ToCancelled(resend));
            }
            else
            {
                db.SendToPartner(partner, session.ToScheduled(topics.Words(session.Plan.Topics), resend));
            }
        }

        // Not among the facts that are counted: a partner of an earlier release does not know it.
        foreach (
            var round in await db
                .BarometerRounds.AsNoTracking()
                .Where(round => round.PublishedAt == null)
                .ToListAsync(context.CancellationToken)
        )
        {
            db.SendToPartner(partner, round.ToOpened());
        }

        db.SendToPartner(partner, new ResendCompleted(partner, resend, Owner, sessions.Count));
    }
}
