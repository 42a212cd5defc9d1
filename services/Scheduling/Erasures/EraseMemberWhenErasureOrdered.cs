using MassTransit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Scheduling.Erasures;

/// <summary>
/// Erases what Scheduling stores about the member, by the classification of its tables. Answers even when there is
/// nothing to erase.
/// </summary>
public sealed class EraseMemberWhenErasureOrdered(SchedulingDbContext db, TimeProvider time) : IConsumer<ErasureOrdered>
{
    public async Task Consume(ConsumeContext<ErasureOrdered> context)
    {
        var order = context.Message;
        var counts = await PersonalDataErasure.EraseAsync(
            db,
            order.MemberId,
            time.GetUtcNow(),
            context.CancellationToken
        );
        db.Publish(new ErasureCompleted(order.ErasureId, "scheduling", counts));
    }
}
