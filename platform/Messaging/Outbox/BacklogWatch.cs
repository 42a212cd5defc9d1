using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// Measures the outbox every ten seconds. Replicas share the table, so each of them reports the same figure.
/// </summary>
internal sealed class BacklogWatch<TDb>(
    IServiceScopeFactory scopes,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<BacklogWatch<TDb>> logger
) : BackgroundService
    where TDb : DbContext
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await MeasureAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogDebug(failure, "The outbox could not be measured");
            }
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<TDb>().Set<OutboxMessage>();
        var found = await outbox
            .GroupBy(_ => 1)
            .Select(rows => new
            {
                Count = rows.LongCount(),
                Retrying = rows.LongCount(row => row.Attempts > 0),
                Oldest = rows.Min(row => row.CreatedAt),
            })
            .SingleOrDefaultAsync(cancellationToken);
        telemetry.Backlog(
            found?.Count ?? 0,
            found?.Retrying ?? 0,
            found is null ? 0 : (time.GetUtcNow() - found.Oldest).TotalSeconds
        );
    }
}
