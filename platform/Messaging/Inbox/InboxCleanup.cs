using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Deletes inbox records after 30 days, hourly and in batches; messages themselves live 21 days at most.
/// </summary>
internal sealed class InboxCleanup<TDb>(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<InboxCleanup<TDb>> logger
) : BackgroundService
    where TDb : DbContext
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var deleted = await DeleteOldAsync(
                    scope.ServiceProvider.GetRequiredService<TDb>(),
                    time.GetUtcNow(),
                    stoppingToken
                );
                if (deleted > 0)
                {
                    logger.LogInformation("Deleted {Count} inbox records older than {Days} days", deleted, Keep.Days);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning(failure, "Old inbox records stay until the next hour");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
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
