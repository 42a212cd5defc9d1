using MassTransit;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Sessions;

/// <summary>
/// A session was called off: withdraws calendar entries and tells those who were invited. One never seen before is
/// remembered.
/// </summary>
public sealed class CallOffWhenSessionCancelled(NotificationDbContext db, PlanMails plan) : IConsumer<SessionCancelled>
{
    public async Task Consume(ConsumeContext<SessionCancelled> context)
    {
        var (fact, cancellationToken) = (context.Message, context.CancellationToken);
        await db.CountResentAsync(fact.Resend, Owners.Scheduling, cancellationToken);
        var session = await db.LockSessionAsync(fact.SessionId, cancellationToken);
        if (session is null)
        {
            session = new Session { Id = fact.SessionId };
            db.Add(session);
        }

        if (!session.Take(fact))
        {
            return;
        }

        await db.SaveChangesAsync(cancellationToken);
        await plan.ForSessionAsync(db, fact.SessionId, cancellationToken);
    }
}
