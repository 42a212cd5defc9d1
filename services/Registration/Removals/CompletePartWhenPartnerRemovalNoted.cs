using MassTransit;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.Erasures;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// The partner that leaves has had its last message. Another partner's word about it is ignored and logged.
/// </summary>
public sealed class CompletePartWhenPartnerRemovalNoted(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<CompletePartWhenPartnerRemovalNoted> logger
) : IConsumer<PartnerRemovalNoted>
{
    public async Task Consume(ConsumeContext<PartnerRemovalNoted> context)
    {
        var word = context.Message;
        if (
            !await db.CompleteRemovalPartAsync(
                word.RemovalId,
                ErasurePart.Partner,
                word.Partner,
                new Dictionary<string, int>(),
                time.GetUtcNow(),
                context.CancellationToken
            )
        )
        {
            logger.LogWarning(
                "Ignored a completed part of {Removal} by {Partner}: it was never ordered there",
                word.RemovalId,
                word.Partner
            );
        }
    }
}
