using MassTransit;
using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Recaps;

/// <summary>
/// Plans the recap's mail to those who attended. Other contributions, and a second recap, mail nobody.
/// </summary>
public sealed class TellAttendeesWhenContributionPublished(NotificationDbContext db, PlanMails plan)
    : IConsumer<ContributionPublished>
{
    public async Task Consume(ConsumeContext<ContributionPublished> context)
    {
        var (fact, cancellationToken) = (context.Message, context.CancellationToken);
        await db.CountResentAsync(fact.Resend, Owners.Knowledge, cancellationToken);
        if (fact.Kind != ContributionKind.Recap)
        {
            return;
        }

        await db.LockRecapAsync(fact.SessionId, cancellationToken);
        if (await db.Recaps.FindAsync([fact.SessionId], cancellationToken) is null)
        {
            db.Add(
                new Recap
                {
                    SessionId = fact.SessionId,
                    ContributionId = fact.ContributionId,
                    Title = fact.Title,
                }
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await plan.ForSessionAsync(db, fact.SessionId, cancellationToken);
    }
}
