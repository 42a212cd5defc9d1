using System.Data.Common;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Database;

/// <summary>
/// Makes the first key of a key ring, once for all replicas. Left to themselves, replicas that start at the same time
/// make one each and use it at once, and for up to a day none reads what another has sealed. Later keys are made two
/// days before they count.
/// </summary>
internal sealed partial class FirstKey<TDbContext>(
    IServiceScopeFactory scopes,
    IKeyManager keys,
    ILogger<FirstKey<TDbContext>> logger
) : IHostedLifecycleService
    where TDbContext : DbContext
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    // Before anything starts, for the framework reads the ring when it does.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"select pg_advisory_xact_lock(hashtextextended('first key of the key ring', 0))",
                cancellationToken
            );
            // By the system's clock, as the framework reads the ring.
            var now = TimeProvider.System.GetUtcNow();
            if (keys.GetAllKeys().Count == 0)
            {
                keys.CreateNewKey(now, now + Life);
            }
        }
        catch (Exception fault)
            when (InfrastructureFault.Is(fault) || fault is DbException or InvalidOperationException)
        {
            // A service starts without its database too, and is not ready.
            LogLater(InfrastructureFault.Name(fault));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The key ring could not be looked at: {Reason}")]
    private partial void LogLater(string reason);
}
