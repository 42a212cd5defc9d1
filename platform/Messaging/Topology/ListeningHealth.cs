using Microsoft.Extensions.Diagnostics.HealthChecks;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// Unhealthy when the broker lets us send but a queue has not been consumed for two minutes: starting its endpoint anew
/// did not help, so starting the process anew may.
/// </summary>
internal sealed class ListeningHealth(Listening listening, RelayState relay) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            relay.Failure is null && listening.DeafFor(Patience) is { Count: > 0 } deaf
                ? HealthCheckResult.Unhealthy(
                    $"Nobody here consumes {string.Join(", ", deaf.Select(queue => queue.Name))}."
                )
                : HealthCheckResult.Healthy()
        );
}
