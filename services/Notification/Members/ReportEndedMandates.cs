using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Jobs;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Tells the hub, once, that a mandate's last day has passed (German calendar day). Whom the hub was never told of has
/// nothing to end there. In a transaction of its own, or the caller's.
/// </summary>
public static class ReportEndedMandates
{
    public static Task HandleAsync(JobTurn turn, CancellationToken cancellationToken) =>
        HandleAsync(turn.Db, turn.Partner.Key, turn.Time.Today(), cancellationToken);

    public static async Task HandleAsync(
        NotificationDbContext db,
        string partner,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        // An old database counts from where the hub has been long ago, until it is told.
        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return;
        }

        var due = await db
            .Members.AsNoTracking()
            .Where(member =>
                member.MandateUntil < today
                && member.Version > 0
                && !member.MandateEndReported
                && member.State != MemberState.Departed
            )
            .OrderBy(member => member.Id)
            .Take(500)
            .Select(member => member.Id)
            .ToArrayAsync(cancellationToken);
        if (due.Length == 0)
        {
            return;
        }

        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        // An import may just now extend the mandate: then there is nothing to end.
        await db.LockForWritingMembersAsync(cancellationToken);
        var ended = await db
            .Members.FromSql($"select * from members where id = any({due}) order by id for update")
            .ToListAsync(cancellationToken);
        foreach (
            var member in ended.Where(member =>
                member.MandateUntil < today && !member.MandateEndReported && member.State != MemberState.Departed
            )
        )
        {
            member.MandateEndReported = true;
            member.Version++;
            db.SendToHub(partner, new MandateEnded(partner, member.Id, member.Version));
        }

        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
