using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>Whether the relay has its connections; shared with the health check.</summary>
internal sealed class RelayState
{
    private readonly TaskCompletionSource firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? failure = "the relay has not started yet";

    public bool EverConnected { get; private set; }

    public string? Failure => failure;

    /// <summary>Ends with the first try, however that went.</summary>
    public Task FirstTry => firstTry.Task;

    public void Connected()
    {
        EverConnected = true;
        failure = null;
        firstTry.TrySetResult();
    }

    public void Failed(string reason)
    {
        failure = reason;
        firstTry.TrySetResult();
    }
}

/// <summary>
/// Unhealthy until the broker was reached once. A broker or database that is away later only degrades here: requests
/// are still answered and their messages wait in the outbox; the database has a check of its own. Whoever asks before
/// the first try waits for it, or every start would be an error in the log.
/// </summary>
internal sealed class RelayHealth(RelayState relay) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await Task.WhenAny(relay.FirstTry, Task.Delay(Patience, cancellationToken));
        return relay switch
        {
            { Failure: null } => HealthCheckResult.Healthy(),
            { EverConnected: true } => HealthCheckResult.Degraded($"The outbox waits: {relay.Failure}"),
            _ => HealthCheckResult.Unhealthy($"The outbox has not reached the broker: {relay.Failure}"),
        };
    }
}
