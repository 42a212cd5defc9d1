using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Jobs;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Erasures;

/// <summary>
/// Erases the members whose final statement was sent, or given up, or could not be sent for three days; the address
/// goes last. Tells the hub how much it was. Each in a transaction of its own, any number of processes.
/// </summary>
public static class FinishErasures
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    public static async Task HandleAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        var (db, now) = (turn.Db, turn.Now);
        var before = now - Patience;
        var due = await db
            .Erasures.AsNoTracking()
            .Where(erasure =>
                erasure.CompletedAt == null
                && (
                    erasure.OrderedAt < before
                    || !db.Mails.Any(mail =>
                        mail.SessionId == erasure.Id
                        && mail.Kind == ErasureStatement.Kind
                        && (mail.Status == MailStatus.Queued || mail.Status == MailStatus.Sending)
                    )
                )
            )
            .OrderBy(erasure => erasure.OrderedAt)
            .Take(100)
            .ToListAsync(cancellationToken);
        foreach (var open in due)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.LockPersonAsync(open.MemberId!.Value, cancellationToken);
            if (
                await db.Erasures.SingleAsync(erasure => erasure.Id == open.Id, cancellationToken) is
                { CompletedAt: null } erasure
            )
            {
                await EraseAsync(db, erasure, turn.Partner.Key, now, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>In the caller's transaction, under the person's lock.</summary>
    internal static async Task EraseAsync(
        NotificationDbContext db,
        CityErasure erasure,
        string partner,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (requests, mails) = await RequestsOfMember.EraseAsync(
            db,
            erasure.MemberId!.Value,
            erasure.OrderedAt,
            cancellationToken
        );
        await db.LockOutPlanningAsync(cancellationToken);
        var counts = await PersonalDataErasure.EraseAsync(db, erasure.MemberId!.Value, now, cancellationToken);
        counts["membership_requests"] = requests;
        counts["mails"] = counts.GetValueOrDefault("mails") + mails;
        erasure.Counts = counts;
        (erasure.MemberId, erasure.CompletedAt, erasure.Done) = (null, now, []);
        db.SendToHub(partner, new MemberErased(partner, erasure.Id, erasure.Counts));
    }
}
