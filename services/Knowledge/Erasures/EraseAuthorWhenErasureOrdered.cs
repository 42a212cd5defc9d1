using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Knowledge.Contributions;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Knowledge.Erasures;

/// <summary>
/// The member's published contributions stay, under the partner's name: <c>[Processing(Erasure = Anonymise)]</c> on <see
/// cref="Contribution"/> says so, and <see cref="PersonalDataErasure"/> does it. Deletes what nobody has released, and what
/// we know of the attendance. When ordered again, it finds nothing and answers again.
/// </summary>
public sealed class EraseAuthorWhenErasureOrdered(KnowledgeDbContext db, TimeProvider time) : IConsumer<ErasureOrdered>
{
    public async Task Consume(ConsumeContext<ErasureOrdered> context)
    {
        var (order, cancellationToken) = (context.Message, context.CancellationToken);
        await db.LockPersonAsync(order.MemberId, cancellationToken);
        // Whoever is writing at this moment holds the attendance; afterwards there is none, so nobody may write.
        await db.Database.ExecuteSqlAsync(
            $"select from attendances where member_id = {order.MemberId} for update",
            cancellationToken
        );
        var unreleased = await db
            .Contributions.Where(c => c.AuthorId == order.MemberId && c.State != ContributionState.Published)
            .ExecuteDeleteAsync(cancellationToken);
        var counts = await PersonalDataErasure.EraseAsync(db, order.MemberId, time.GetUtcNow(), cancellationToken);
        counts["contributions"] += unreleased;
        db.Publish(new ErasureCompleted(order.ErasureId, "knowledge", counts));
    }
}
