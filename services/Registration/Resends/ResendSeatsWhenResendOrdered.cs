using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Resends;

/// <summary>
/// Tells a partner everything that Registration knows about its members: each member with what was mailed already, the
/// seats at sessions that are not over, and the attendance of the last year. Nothing about members whom the partner
/// does not know. In batches, because a partner may have thousands of members.
/// </summary>
public sealed class ResendSeatsWhenResendOrdered(RegistrationDbContext db, TimeProvider time) : IConsumer<ResendOrdered>
{
    private const int Batch = 500;

    public async Task Consume(ConsumeContext<ResendOrdered> context)
    {
        var (partner, resend) = context.Message;
        var facts = 0;
        var last = Guid.Empty;
        while (await NextMembersAsync(partner, last, context.CancellationToken) is { Count: > 0 } members)
        {
            var of = new FactsOfMembers(db, members, resend, time.GetUtcNow());
            foreach (var fact in await of.ReadAsync(context.CancellationToken))
            {
                db.SendToPartner(partner, fact);
                facts++;
            }

            await db.SaveChangesAsync(context.CancellationToken);
            // Saved rows need no memory; the transaction stays open until the last batch.
            db.ChangeTracker.Clear();
            last = members[^1].Id;
        }

        db.SendToPartner(partner, new ResendCompleted(partner, resend, "registration", facts));
    }

    private Task<List<Member>> NextMembersAsync(string partner, Guid after, CancellationToken cancellationToken) =>
        db
            .Members.AsNoTracking()
            .Where(member => member.Partner == partner && member.Id > after && member.Version > 0)
            .OrderBy(member => member.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
}
