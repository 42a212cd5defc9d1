using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// Loads the keys before the first request, waiting for the database if need be, and looks again every hour. With them
/// go tokens that have ended and devices that were not used for as long as a cookie lives.
/// </summary>
internal sealed class KeepSigningKeys(
    SigningKeys keys,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<KeepSigningKeys> logger
) : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private bool loaded;

    protected override IEnumerable<Turn> Turns => [KeepAsync];

    // A database that is away is waited for; what would never work, such as keys that cannot be opened, stops the start.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; !await TryLoadAsync(failures, cancellationToken); failures++)
        {
            await Task.Delay(Pause, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    private async Task<bool> TryLoadAsync(int failures, CancellationToken cancellationToken)
    {
        try
        {
            await keys.RefreshAsync(cancellationToken);
            await ClientSeed.RunAsync(scopes, cancellationToken);
            return true;
        }
        catch (Exception fault) when (InfrastructureFault.Is(fault))
        {
            Failed(fault, failures);
            return false;
        }
    }

    private async Task<TimeSpan> KeepAsync(CancellationToken cancellationToken)
    {
        if (loaded)
        {
            await keys.RefreshAsync(cancellationToken);
            await PruneTokens.RunAsync(scopes, Time, cancellationToken);
        }

        loaded = true;
        return Interval;
    }
}
