using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Removals;

/// <summary>
/// This city has left: its members depart, so that nobody is mailed any more but about the own data, and what is kept
/// of them goes after the usual time or when the city deletes this database. Says so to the hub as the last word.
/// </summary>
public sealed class StopMailsWhenPartnerRemoved(
    NotificationDbContext db,
    MailKinds kinds,
    IOptions<Partner> partner,
    TimeProvider time,
    ILogger<StopMailsWhenPartnerRemoved> log
) : IConsumer<PartnerRemoved>
{
    public async Task Consume(ConsumeContext<PartnerRemoved> context)
    {
        var (now, cancellationToken) = (time.GetUtcNow(), context.CancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"update installations set left_at = coalesce(left_at, {now})",
            cancellationToken
        );
        // Whoever is being accepted just now stands there when this goes on, or sees that the city has left.
        await db.Database.ExecuteSqlAsync($"lock table members in share row exclusive mode", cancellationToken);
        await db
            .Members.Where(member => member.State != MemberState.Departed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(member => member.State, MemberState.Departed)
                        .SetProperty(member => member.DepartedAt, now),
                cancellationToken
            );
        var answers = kinds.NamesWhere(kind => kind.GoesOutAfterRemoval);
        await db
            .Mails.Where(mail => mail.Status == MailStatus.Queued && !answers.Contains(mail.Kind))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(mail => mail.Status, MailStatus.Dropped)
                        .SetProperty(mail => mail.Reason, "partner-left")
                        .SetProperty(mail => mail.FinishedAt, now)
                        .SetProperty(mail => mail.Reported, true),
                cancellationToken
            );
        db.SendToHub(partner.Value.Key, new PartnerRemovalNoted(partner.Value.Key, context.Message.RemovalId));
        log.LogWarning(
            "{Partner} has left: nobody is mailed any more; this service can be switched off",
            partner.Value.Key
        );
    }
}
