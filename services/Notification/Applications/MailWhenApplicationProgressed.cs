using MassTransit;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Applications;

/// <summary>
/// Takes the newest state of an application and queues a mail where the applicant has to hear of it; an older or
/// repeated one changes nothing, and a mail about an older one that still waits is dropped. Of one that is open the
/// organisers hear, if they have a mailbox (<c>Partner:Contact</c> of the hub's deployment). A withdrawn one loses its
/// contact at once.
/// </summary>
public sealed class MailWhenApplicationProgressed(
    NotificationDbContext db,
    IOptions<Partner> partner,
    TimeProvider time
) : IConsumer<ApplicationProgressed>
{
    public async Task Consume(ConsumeContext<ApplicationProgressed> context)
    {
        var (progress, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        var applicant =
            await db.LockApplicantAsync(progress.ApplicationId, cancellationToken)
            ?? db.Add(new Applicant { Id = progress.ApplicationId, ChangedAt = now }).Entity;
        if (progress.Version <= applicant.Version)
        {
            return;
        }

        (applicant.State, applicant.Version, applicant.Text, applicant.ChangedAt) = (
            progress.State,
            progress.Version,
            progress.Text,
            now
        );
        if (progress.State == ApplicationState.Withdrawn)
        {
            (applicant.Name, applicant.Address) = (null, null);
        }

        applicant.Tell(db, now);
        if (progress.State == ApplicationState.Open && partner.Value.ContactMailbox is not null)
        {
            applicant.TellOrganisers(db, now);
        }
    }
}
