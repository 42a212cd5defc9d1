using MassTransit;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>A service of the hub erased its part; the last of them lets the member's partner begin.</summary>
public sealed class CompletePartWhenErasureCompleted(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<CompletePartWhenErasureCompleted> logger
) : IConsumer<ErasureCompleted>
{
    public async Task Consume(ConsumeContext<ErasureCompleted> context)
    {
        var fact = context.Message;
        // Only the partner itself reports its part.
        if (
            fact.Owner == ErasurePart.Partner
            || !await db.CompletePartAsync(
                fact.ErasureId,
                fact.Owner,
                null,
                fact.Counts,
                time.GetUtcNow(),
                context.CancellationToken
            )
        )
        {
            logger.LogWarning(
                "Ignored a completed part of {Erasure} by {Owner}: it was never ordered",
                fact.ErasureId,
                fact.Owner
            );
        }
    }
}
