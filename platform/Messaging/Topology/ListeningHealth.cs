using Microsoft.Extensions.Diagnostics.HealthChecks;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// Degraded while a queue is not consumed: web pages work on, and the outbox keeps the messages. Unhealthy when the
/// broker lets us send but a queue has not been consumed for two minutes: starting its endpoint anew did not help, so
/// starting the process anew may.
/// </summary>
internal sealed class ListeningHealth(Listening listening, RelayState relay) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var deaf = listening.DeafFor(TimeSpan.Zero);
        if (deaf.Count == 0)
        {
            return Task.FromResult(HealthCheckResult.Healthy());
        }

        var words = $"Nobody here consumes {string.Join(", ", deaf.Select(queue => queue.Name))}.";
        return Task.FromResult(
            relay.Failure is null && listening.DeafFor(Patience).Count > 0
                ? HealthCheckResult.Unhealthy(words)
                : HealthCheckResult.Degraded(words)
        );
    }
}
