using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Does the reading that an administrator began on a page, and goes on with it after a restart. Whatever goes wrong
/// stops that reading only.
/// </summary>
public sealed class ContinueOParlWalks(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    WalkOParl walk,
    TimeProvider time,
    ILogger<ContinueOParlWalks> log
) : BackgroundJob(log, time)
{
    private const string Unexpected =
        "Das Einlesen ist an einem unerwarteten Fehler gescheitert. Bitte lesen Sie noch einmal ein; bleibt es "
        + "dabei, melden Sie es bitte der Zentrale.";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim wake = new(0);

    /// <summary>There is something to read.</summary>
    public void Wake() => wake.Release();

    protected override IEnumerable<Turn> Turns => [ReadAsync];

    private async Task<TimeSpan> ReadAsync(CancellationToken cancellationToken)
    {
        // The database may go away, or a new walk take this one's place; what is there then is tried again.
        await RunAsync(cancellationToken);
        await wake.WaitAsync(Rest, cancellationToken);
        return TimeSpan.Zero;
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        if (
            await db
                .OParlWalks.Where(row => row.Origin == OParlWalk.Page && row.State == OParlWalkState.Walking)
                .Select(row => (Guid?)row.Id)
                .SingleOrDefaultAsync(cancellationToken)
            is not { } id
        )
        {
            return;
        }

        await using var mine = await OParlLock.TryTakeAsync(database, OParlWalk.Page, cancellationToken);
        if (mine is null)
        {
            return;
        }

        try
        {
            await walk.RunAsync(db, id, _ => { }, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !IsPassing(e))
        {
            // What would fail again in the same way must not be tried for ever, nor end this process.
            Logger.LogError("Reading from a council information system failed: {Reason}", e.GetType().Name);
            await db
                .OParlWalks.Where(row => row.Id == id && row.State == OParlWalkState.Walking)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.State, OParlWalkState.Stopped)
                            .SetProperty(row => row.Fault, Unexpected),
                    cancellationToken
                );
        }
    }

    /// <summary>The database is away, or the walk's row is gone; whatever else it refuses it always refuses.</summary>
    private static bool IsPassing(Exception fault) =>
        InfrastructureFault.Is(fault)
        || InfrastructureFault
            .Chain(fault)
            .Any(cause =>
                cause
                    is DbUpdateConcurrencyException
                        or PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation }
            );
}
