using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Does the reading that an administrator began on a page, and goes on with it after a restart. Whatever goes wrong
/// stops that reading only.
/// </summary>
public sealed class RunOParlWalks(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    WalkOParl walk,
    TimeProvider time,
    ILogger<RunOParlWalks> log
) : BackgroundService
{
    private const string Failed =
        "Das Einlesen ist an einem unerwarteten Fehler gescheitert. Bitte lesen Sie noch einmal ein; bleibt es "
        + "dabei, melden Sie es bitte der Zentrale.";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim wake = new(0);

    /// <summary>There is something to read.</summary>
    public void Wake() => wake.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                await wake.WaitAsync(Rest, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database is away, or a new walk took this one's place; what is there is tried again.
                log.LogWarning("Reading from a council information system is interrupted: {Reason}", e.GetType().Name);
                await Task.Delay(Rest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
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
            log.LogError("Reading from a council information system failed: {Reason}", e.GetType().Name);
            await db
                .OParlWalks.Where(row => row.Id == id && row.State == OParlWalkState.Walking)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.State, OParlWalkState.Stopped).SetProperty(row => row.Fault, Failed),
                    cancellationToken
                );
        }
    }

    /// <summary>
    /// The database is away or the walk's row is gone; what it refuses because of the text or its length (classes 22
    /// and 54) it always refuses.
    /// </summary>
    private static bool IsPassing(Exception? e) =>
        e switch
        {
            null => false,
            PostgresException refused => refused.SqlState is not (['2', '2', ..] or ['5', '4', ..]),
            NpgsqlException or DbUpdateConcurrencyException => true,
            _ => IsPassing(e.InnerException),
        };
}
