using MassTransit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Erasures;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>A service of the hub deleted what it kept about a partner that leaves.</summary>
public sealed class CompletePartWhenPartnerRemovalCompleted(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<CompletePartWhenPartnerRemovalCompleted> logger
) : IConsumer<PartnerRemovalCompleted>
{
    public async Task Consume(ConsumeContext<PartnerRemovalCompleted> context)
    {
        var fact = context.Message;
        if (
            !ErasurePart.OtherServices.Contains(fact.Owner)
            || !await db.CompleteRemovalPartAsync(
                fact.RemovalId,
                fact.Owner,
                null,
                fact.Counts,
                time.GetUtcNow(),
                context.CancellationToken
            )
        )
        {
            logger.LogWarning(
                "Ignored a completed part of {Removal} by {Owner}: it was never ordered",
                fact.RemovalId,
                fact.Owner
            );
        }
    }
}
