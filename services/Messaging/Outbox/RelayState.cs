using Microsoft.EntityFrameworkCore;
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
/// Unhealthy while the database is away or the broker was never reached. A broker that is away later only degrades: requests are
/// still answered and their messages wait in the outbox.
/// </summary>
internal sealed class MessagingHealth<TDb>(TDb db, RelayState relay) : IHealthCheck
    where TDb : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return HealthCheckResult.Unhealthy("The database does not answer.");
        if (relay.Failure is not { } failure)
            return HealthCheckResult.Healthy();
        return relay.EverConnected
            ? HealthCheckResult.Degraded($"The outbox waits: {failure}")
            : HealthCheckResult.Unhealthy($"The outbox has not reached the broker: {failure}");
    }
}
