using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Jobs;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.MembershipRequests;

/// <summary>
/// What happens to requests because time passes: the city's people (<c>Partner:Contact</c>) are told that some wait, at
/// the first and then once a week, never more than once a day; after 90 days without an answer one ends with a mail to
/// the person, and is deleted when that is out, or could not be for three days.
/// </summary>
public static class KeepRequests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Unanswered = TimeSpan.FromDays(90);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    public static async Task HandleAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        var (db, now) = (turn.Db, turn.Now);
        var (weekAgo, dayAgo, tooOld, given) = (now - Week, now - Day, now - Unanswered, now - Patience);
        if (!await db.MembershipRequests.AnyAsync(row => row.State != RequestState.Refused, cancellationToken))
        {
            return;
        }

        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockRequestsAsync(cancellationToken);
        foreach (
            var request in await db
                .MembershipRequests.Where(row => row.State == RequestState.Open && row.ReceivedAt < tooOld)
                .Take(100)
                .ToListAsync(cancellationToken)
        )
        {
            (request.State, request.DecidedAt) = (RequestState.Expired, now);
            db.Add(Mail.Of(MembershipExpired.Kind, request.Id, request.Id, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        await db
            .MembershipRequests.Where(row =>
                row.State == RequestState.Expired
                && (
                    row.DecidedAt < given
                    || !db.Mails.Any(mail =>
                        mail.MemberId == row.Id
                        && mail.Kind == MembershipExpired.Kind
                        && (mail.Status == MailStatus.Queued || mail.Status == MailStatus.Sending)
                    )
                )
            )
            .ExecuteDeleteAsync(cancellationToken);
        var open = db.MembershipRequests.Where(row => row.State == RequestState.Open);
        if (
            turn.Partner.ContactMailbox is not null
            && await open.AnyAsync(row => row.RecalledAt == null || row.RecalledAt < weekAgo, cancellationToken)
            && !await open.AnyAsync(row => row.RecalledAt > dayAgo, cancellationToken)
        )
        {
            await open.ExecuteUpdateAsync(set => set.SetProperty(row => row.RecalledAt, now), cancellationToken);
            db.Add(Mail.Of(MembershipWaiting.Kind, Guid.Empty, Guid.CreateVersion7(now), now));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
