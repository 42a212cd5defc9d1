using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// Wakes the relay when outbox rows are committed: after SaveChanges, or after the explicit transaction around it.
/// </summary>
internal sealed class WakeRelayAfterCommit(OutboxSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context is { Database.CurrentTransaction: null } db)
        {
            Wake(db);
        }

        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(SavedChanges(eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (eventData.Context is { } db)
        {
            Wake(db);
        }
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }

    private void Wake(DbContext db)
    {
        var detect = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var rows = db.ChangeTracker.Entries<OutboxMessage>().ToList();
            if (rows.Count == 0)
            {
                return;
            }
            // Stored rows belong to the relay now; a context that lives on must not keep their bytes.
            foreach (var row in rows.Where(row => row.State == EntityState.Unchanged))
            {
                row.State = EntityState.Detached;
            }

            signal.Wake();
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detect;
        }
    }
}
