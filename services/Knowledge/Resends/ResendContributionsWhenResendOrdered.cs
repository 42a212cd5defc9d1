using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Knowledge.Contributions;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Knowledge.Resends;

/// <summary>
/// Tells a partner that joined or lost its memory what was published within <see cref="FollowUp"/>; older news is worth
/// no mail.
/// </summary>
public sealed class ResendContributionsWhenResendOrdered(KnowledgeDbContext db, TimeProvider time)
    : IConsumer<ResendOrdered>
{
    public const string Owner = "knowledge";

    public async Task Consume(ConsumeContext<ResendOrdered> context)
    {
        var (partner, resend) = context.Message;
        var since = time.GetUtcNow() - FollowUp.Length;
        var published = await db
            .Contributions.AsNoTracking()
            .Where(c => c.State == ContributionState.Published && c.PublishedAt > since)
            .ToListAsync(context.CancellationToken);
        foreach (var contribution in published)
        {
            db.SendToPartner(partner, contribution.ToPublished(resend));
        }

        db.SendToPartner(partner, new ResendCompleted(partner, resend, Owner, published.Count));
    }
}
