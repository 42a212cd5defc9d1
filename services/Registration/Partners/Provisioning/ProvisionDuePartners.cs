using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>
/// Brings the broker to what each partner's row says: at once after a change, at every start, and daily, so that what
/// somebody deleted there is put back; for suspended partners each minute, so that no connection that slipped through
/// stays open. Any number of replicas: a row lock lets one of them act on a partner. Failures are tried again, in the
/// end every five minutes, and do not hold up other partners.
/// </summary>
internal sealed class ProvisionDuePartners(
    IServiceScopeFactory scopes,
    ProvisionAtBroker management,
    TimeProvider time,
    ILogger<ProvisionDuePartners> logger
) : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, (int Failures, DateTimeOffset Again)> failing = [];
    private readonly DateTimeOffset start = time.GetUtcNow();

    protected override IEnumerable<Turn> Turns => [LookAsync];

    private async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        if (!management.Configured)
        {
            Logger.LogWarning("Broker:Management is missing: partners that are admitted are not provisioned");
            return Done;
        }

        await using var scope = scopes.CreateAsyncScope();
        await RunOnceAsync(scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(), cancellationToken);
        return Period;
    }

    private async Task RunOnceAsync(RegistrationDbContext db, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var daily = now.AddDays(-1) > start ? now.AddDays(-1) : start;
        var due = await db
            .Database.SqlQuery<string>(
                $"""
                select key as "Value" from partners where state <> 'Left'
                  and (provisioned_at is null or provisioned_at < {daily} or state = 'Suspended' and provisioned_at < {now.AddMinutes(
                    -1
                )})
                order by provisioned_at NULLS FIRST, key
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var key in due.Where(key => !failing.TryGetValue(key, out var failed) || failed.Again <= now))
        {
            await ProvisionAsync(db, key, cancellationToken);
        }
    }

    private async Task ProvisionAsync(RegistrationDbContext db, string key, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Another replica may have been quicker, or somebody is changing it: then the next turn looks again.
        var found = await db
            .Partners.FromSql($"select * from partners where key = {key} for no key update skip locked")
            .ToListAsync(cancellationToken);
        if (found is not [{ State: not PartnerState.Left } partner])
        {
            return;
        }

        try
        {
            await management.BringAsync(partner, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var failures = failing.GetValueOrDefault(key).Failures + 1;
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), LongestPause.TotalSeconds));
            failing[key] = (failures, Time.GetUtcNow() + pause);
            Logger.LogWarning(
                "{Partner} was not provisioned, trying again in {Pause}: {Fault} {Reason}",
                key,
                pause,
                fault.GetType().Name,
                fault.Message
            );
            return;
        }

        failing.Remove(key);
        if (partner.ProvisionedAt is null)
        {
            Logger.LogInformation("{Partner} is provisioned as {State}", key, partner.State);
        }

        partner.ProvisionedAt = Time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
