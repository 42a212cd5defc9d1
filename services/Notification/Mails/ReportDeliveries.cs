using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Tells the hub which mails were delivered or given up, so that it can tell a restored city what not to send again. In
/// batches beside the senders, which by that commit one small row per mail; the mark and the message are stored
/// together, so none is lost or told twice.
/// </summary>
public static class ReportDeliveries
{
    public static async Task HandleAsync(NotificationDbContext db, string partner, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mails = await db
            .Mails.FromSql(
                $"""
                update mails set reported = true where id in (
                  select id from mails where not reported and status in ('Sent', 'Failed')
                  order by finished_at limit 1000 for update skip locked)
                returning *
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        foreach (var mail in mails)
        {
            db.SendToHub(
                partner,
                new DeliveryReported(
                    partner,
                    mail.MemberId,
                    mail.SessionId,
                    mail.Kind,
                    mail.Version,
                    mail.Status == MailStatus.Sent,
                    mail.FinishedAt!.Value
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
