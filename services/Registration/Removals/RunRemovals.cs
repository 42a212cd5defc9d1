using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// Moves every removal on, one step in each transaction, so that a killed process loses nothing and any number of
/// replicas share the work: the members first, ten at a time; then the other services; then the last message; at last
/// the broker, as soon as the partner has had that message or <c>Removal:WaitDays</c> (14) later.
/// What each step deletes says <see cref="RemovePartner"/>.
/// </summary>
internal sealed class RunRemovals(
    IServiceScopeFactory scopes,
    ProvisionAtBroker management,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<RunRemovals> logger
) : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly TimeSpan wait = TimeSpan.FromDays(
        Math.Clamp(configuration.GetValue("Removal:WaitDays", 14.0), 0, 21)
    );

    protected override IEnumerable<Turn> Turns => [LookAsync];

    private async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await RunOnceAsync(scope.ServiceProvider, cancellationToken) ? TimeSpan.Zero : Period;
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
                Logger.LogWarning("The removal {Removal} waits for its next turn: {Reason}", id, fault.GetType().Name);
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

        var more = await new RemovePartner(db, management, wait, Time.GetUtcNow(), Logger).NextAsync(
            id,
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return more;
    }
}
