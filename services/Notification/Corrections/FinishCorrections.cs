using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Jobs;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Corrections;

/// <summary>
/// When the mail to the city's people is out, or given up: tells the member which of the two. What was given up is
/// deleted; what is out waits under the city's requests. Each in a transaction of its own under the person's lock, so
/// that any number of processes tell it once and an erasure leaves nothing behind.
/// </summary>
public static class FinishCorrections
{
    public static async Task HandleAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        var (db, now) = (turn.Db, turn.Now);
        var due = await db
            .Corrections.AsNoTracking()
            .Where(correction =>
                correction.DeliveredAt == null
                && !db.Mails.Any(mail =>
                    mail.SessionId == correction.Id
                    && mail.Kind == CorrectionRequest.Kind
                    && (mail.Status == MailStatus.Queued || mail.Status == MailStatus.Sending)
                )
            )
            .OrderBy(correction => correction.Id)
            .Take(100)
            .ToListAsync(cancellationToken);
        foreach (var open in due)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.LockPersonAsync(open.MemberId, cancellationToken);
            if (await db.Corrections.FindAsync([open.Id], cancellationToken) is not { DeliveredAt: null } correction)
            {
                continue;
            }

            var sent = await db.Mails.AnyAsync(
                mail =>
                    mail.SessionId == open.Id && mail.Kind == CorrectionRequest.Kind && mail.Status == MailStatus.Sent,
                cancellationToken
            );
            db.Add(Mail.Of(sent ? CorrectionReceived.Kind : CorrectionUndelivered.Kind, open.MemberId, open.Id, now));
            if (sent)
            {
                correction.DeliveredAt = now;
            }
            else
            {
                db.Remove(correction);
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
