using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// Moves every removal on, one step in each transaction, so that a killed process loses nothing and any number of
/// replicas share the work: the members first, ten at a time; then the other services; then the last message; at last
/// the broker, as soon as the partner has had that message or <c>Removal:WaitDays</c> (14) later.
/// </summary>
internal sealed class CarryOutRemovals(
    IServiceScopeFactory scopes,
    BrokerManagement management,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<CarryOutRemovals> logger
) : BackgroundService
{
    private readonly TimeSpan wait = TimeSpan.FromDays(
        Math.Clamp(configuration.GetValue("Removal:WaitDays", 14.0), 0, 21)
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                more = await RunOnceAsync(scope.ServiceProvider, stoppingToken);
            }
            catch (Exception fault)
                when (fault
                        is NpgsqlException
                            or DbUpdateException
                            or InvalidOperationException { InnerException: NpgsqlException }
                )
            {
                logger.LogWarning(
                    "Removals were not looked at, the next turn tries again: {Reason}",
                    fault.GetType().Name
                );
            }

            if (!more)
            {
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>True: there may be more to do at once.</summary>
    private async Task<bool> RunOnceAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<RegistrationDbContext>();
        var more = false;
        foreach (
            var id in await db
                .Removals.Where(row => row.CompletedAt == null)
                .OrderBy(row => row.Id)
                .Select(row => row.Id)
                .ToListAsync(cancellationToken)
        )
        {
            try
            {
                more |= await StepAsync(db, id, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever the fault is, it must not hold up other partners that leave.
                logger.LogWarning("The removal {Removal} waits for its next turn: {Reason}", id, fault.GetType().Name);
            }
        }

        return more;
    }

    private async Task<bool> StepAsync(RegistrationDbContext db, Guid id, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // When nothing is found, another replica works on it.
        var mine = await db
            .Database.SqlQuery<Guid>(
                $"""select id as "Value" from partner_removals where id = {id} and completed_at is null for update skip locked"""
            )
            .ToListAsync(cancellationToken);
        if (mine is not [_])
        {
            return false;
        }

        var more = await new RemovalSteps(db, management, wait, time.GetUtcNow(), logger).NextAsync(
            id,
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return more;
    }
}
