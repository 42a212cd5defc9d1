using MassTransit;
using Stadtgespraeche.Contracts.Notification;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>
/// The partner erased its part, the last one. A partner's word about another partner's member is ignored and logged.
/// </summary>
public sealed class CompletePartWhenMemberErased(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<CompletePartWhenMemberErased> logger
) : IConsumer<MemberErased>
{
    public async Task Consume(ConsumeContext<MemberErased> context)
    {
        var word = context.Message;
        if (
            !await db.CompletePartAsync(
                word.ErasureId,
                ErasurePart.Partner,
                word.Partner,
                word.Counts,
                time.GetUtcNow(),
                context.CancellationToken
            )
        )
        {
            logger.LogWarning(
                "Ignored a completed part of {Erasure} by {Partner}: it was never ordered there",
                word.ErasureId,
                word.Partner
            );
        }
    }
}
