using MassTransit;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Sessions;

/// <summary>
/// Keeps a copy of the session and plans what follows: invitations for a new one (<see cref="Mails.Kinds.Invitation"/> says
/// for whom), calendar updates for one that moved.
/// </summary>
public sealed class InviteWhenSessionScheduled(NotificationDbContext db, PlanMails plan) : IConsumer<SessionScheduled>
{
    public async Task Consume(ConsumeContext<SessionScheduled> context)
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
