using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>Whether the relay has its connections; shared with the health check.</summary>
internal sealed class RelayState
{
    private volatile string? failure = "the relay has not started yet";

    public bool EverConnected { get; private set; }

    public string? Failure => failure;

    public void Connected()
    {
        EverConnected = true;
        failure = null;
    }

    public void Failed(string reason) => failure = reason;
}

/// <summary>
/// Unhealthy until the broker was reached once. A broker or database that is away later only degrades here: requests
/// are still answered and their messages wait in the outbox; the database has a check of its own.
/// </summary>
internal sealed class RelayHealth(RelayState relay) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            relay switch
            {
                { Failure: null } => HealthCheckResult.Healthy(),
                { EverConnected: true } => HealthCheckResult.Degraded($"The outbox waits: {relay.Failure}"),
                _ => HealthCheckResult.Unhealthy($"The outbox has not reached the broker: {relay.Failure}"),
            }
        );
}
