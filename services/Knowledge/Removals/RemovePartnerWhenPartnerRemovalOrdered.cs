using MassTransit;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Knowledge.Removals;

/// <summary>
/// The authors among the partner's members are erased already, and their contributions stand under the partner's name,
/// which stays. Deletes its public keys and everything else that carries the partner's key. When ordered again, it
/// finds nothing and answers again.
/// </summary>
public sealed class RemovePartnerWhenPartnerRemovalOrdered(KnowledgeDbContext db) : IConsumer<PartnerRemovalOrdered>
{
    public static readonly Type[] Kept = [typeof(AuditEntry), typeof(RetentionReport)];

    public async Task Consume(ConsumeContext<PartnerRemovalOrdered> context)
    {
        var order = context.Message;
        var counts = await PartnerData.DeleteAsync(db, order.Partner, Kept, context.CancellationToken);
        db.Publish(new PartnerRemovalCompleted(order.RemovalId, "knowledge", counts));
    }
}
