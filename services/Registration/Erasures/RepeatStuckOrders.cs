using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>
/// Repeats orders that nobody answered for <c>Erasure:RepeatMinutes</c> (30); the wait doubles after each try, up to a
/// day: the order or its answer may have been lost with a database, or a city's queue has expired. Any number of
/// replicas.
/// </summary>
internal sealed class RepeatStuckOrders(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<RepeatStuckOrders> logger
) : BackgroundJob(logger, time)
{
    private const int Batch = 50;

    private readonly TimeSpan patience = TimeSpan.FromMinutes(
        Math.Clamp(configuration.GetValue("Erasure:RepeatMinutes", 30.0), 0.01, 24 * 60)
    );

    protected override IEnumerable<Turn> Turns => [RepeatAsync];

    private async Task<TimeSpan> RepeatAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await RunOnceAsync(scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(), cancellationToken);
        return TimeSpan.FromSeconds(Math.Clamp(patience.TotalSeconds / 4, 1, 60));
    }

    private async Task RunOnceAsync(RegistrationDbContext db, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db
            .Database.SqlQuery<Guid>(
                $"""
                select id as "Value" from erasures erasure where completed_at is null and exists (
                  select from erasure_parts part where part.erasure_id = erasure.id and part.completed_at is null
                    and part.ordered_at + least({patience} * 2 ^ least(part.orders - 1, 10), interval '24 hours') < {now})
                order by id limit {Batch} for update skip locked
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            var erasure = await db
                .Erasures.Include(row => row.Parts)
                .SingleAsync(row => row.Id == id, cancellationToken);
            var open = erasure.Parts.Where(part => part is { CompletedAt: null, OrderedAt: not null }).ToList();
            if (open.Any(part => part.Owner != ErasurePart.Partner))
            {
                db.Publish(ErasureProgress.Order(erasure));
            }
            else
            {
                db.SendToPartner(erasure.Partner, ErasureProgress.Order(erasure));
            }

            foreach (var part in open)
            {
                (part.OrderedAt, part.Orders) = (now, part.Orders + 1);
            }

            Logger.LogWarning(
                "Erasure {Erasure} was ordered again: {Owners} did not answer",
                id,
                string.Join(", ", open.Select(part => part.Owner))
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
