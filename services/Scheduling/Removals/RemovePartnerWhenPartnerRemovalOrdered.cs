using MassTransit;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Scheduling.Removals;

/// <summary>
/// Deletes what carries the partner's key, and answers even when there is nothing. Programmes stay: they are the public
/// memory of the series, and they name a city, not a partner's key.
/// </summary>
public sealed class RemovePartnerWhenPartnerRemovalOrdered(SchedulingDbContext db) : IConsumer<PartnerRemovalOrdered>
{
    public static readonly Type[] Kept = [typeof(AuditEntry), typeof(RetentionReport)];

    public async Task Consume(ConsumeContext<PartnerRemovalOrdered> context)
    {
        var order = context.Message;
        var counts = await PartnerData.DeleteAsync(db, order.Partner, Kept, context.CancellationToken);
        db.Publish(new PartnerRemovalCompleted(order.RemovalId, "scheduling", counts));
    }
}
