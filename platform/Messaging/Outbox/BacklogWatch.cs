using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// Measures the outbox every ten seconds. Replicas share the table, so each of them reports the same figure.
/// </summary>
internal sealed class BacklogWatch<TDb>(
    IServiceScopeFactory scopes,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<BacklogWatch<TDb>> logger
) : BackgroundJob(logger, time)
    where TDb : DbContext
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override IEnumerable<Turn> Turns => [MeasureAsync];

    private async Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken)
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
            found is null ? 0 : (Time.GetUtcNow() - found.Oldest).TotalSeconds
        );
        return Every;
    }
}
