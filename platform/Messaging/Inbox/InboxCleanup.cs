using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Deletes inbox records after 30 days, hourly and in batches; messages themselves live 21 days at most.
/// </summary>
internal sealed class InboxCleanup<TDb>(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<InboxCleanup<TDb>> logger
) : BackgroundJob(logger, time)
    where TDb : DbContext
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override IEnumerable<Turn> Turns => [CleanAsync];

    private async Task<TimeSpan> CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (await DeleteOldAsync(db, Time.GetUtcNow(), cancellationToken) is > 0 and var deleted)
        {
            Logger.LogInformation("Deleted {Count} inbox records older than {Days} days", deleted, Keep.Days);
        }

        return Every;
    }

    /// <summary>Small transactions: replicas may do it at once, and no consumer waits for them.</summary>
    internal static async Task<int> DeleteOldAsync(TDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - Keep;
        for (var total = 0; ; )
        {
            var deleted = await db.Database.ExecuteSqlAsync(
                $"""
                delete from inbox_messages where ctid = any (array(
                    select ctid from inbox_messages where received_at < {before} limit {BatchSize} for update skip locked))
                """,
                cancellationToken
            );
            total += deleted;
            if (deleted < BatchSize)
            {
                return total;
            }
        }
    }
}
