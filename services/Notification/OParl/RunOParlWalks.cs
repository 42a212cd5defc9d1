using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>Does the reading that an administrator began on a page, and goes on with it after a restart.</summary>
public sealed class RunOParlWalks(IServiceScopeFactory scopes, NpgsqlDataSource database, WalkOParl walk, TimeProvider clock, ILogger<RunOParlWalks> log) : BackgroundService
{
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
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                // A new walk took this one's place, or the database is away; what is there is tried again.
                log.LogWarning("Reading from a council information system is interrupted: {Reason}", e.GetType().Name);
                await Task.Delay(Rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        if (await db.OParlWalks.Where(row => row.Origin == OParlWalk.Page && row.State == OParlWalkState.Walking).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(ct) is not { } id)
            return;
        await using var mine = await OParlLock.TryTakeAsync(database, OParlWalk.Page, ct);
        if (mine is not null)
            await walk.RunAsync(db, id, _ => { }, ct);
    }
}
