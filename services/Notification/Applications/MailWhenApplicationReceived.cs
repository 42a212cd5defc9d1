using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Applications;

/// <summary>
/// Keeps who speaks for the applicant and queues one mail with the link that confirms. Silent, towards hub and log, for
/// one that is over, withdrawn or known, and for an address that had <see cref="MostPerDay"/> within a day, so that
/// nobody can flood a stranger's mailbox.
/// </summary>
public sealed class MailWhenApplicationReceived(
    NotificationDbContext db,
    AddressKeys keys,
    TimeProvider time,
    ILogger<MailWhenApplicationReceived> log
) : IConsumer<ApplicationReceived>
{
    public const int MostPerDay = 3;

    public async Task Consume(ConsumeContext<ApplicationReceived> context)
    {
        var (received, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        var known = await db.LockApplicantAsync(received.ApplicationId, cancellationToken);
        if (
            known is { Address: not null } or { State: ApplicationState.Withdrawn }
            || (known is null && received.ExpiresAt <= now)
        )
        {
            return;
        }

        if (SealedContact.Open(keys, received.SealedContact) is not var (name, address))
        {
            log.LogWarning(
                "The contact of application {Application} is sealed for no key of this deployment",
                received.ApplicationId
            );
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({$"applicant at {address}"}, 0))",
            cancellationToken
        );
        var dayAgo = now.AddDays(-1);
        if (
            await db.Applicants.CountAsync(
                other => other.Address == address && other.ChangedAt > dayAgo,
                cancellationToken
            ) >= MostPerDay
        )
        {
            return;
        }

        var applicant =
            known ?? db.Add(new Applicant { Id = received.ApplicationId, State = ApplicationState.Unconfirmed }).Entity;
        (applicant.Name, applicant.Address, applicant.For) = (name, address, received.Applicant);
        (applicant.ExpiresAt, applicant.ChangedAt) = (received.ExpiresAt, now);
        applicant.Tell(db, now);
    }
}
