using MassTransit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// The member's mandate ended at the hub too: no mail from now on; one that is queued is dropped when its turn comes.
/// </summary>
public sealed class DeactivateWhenMemberDeparted(NotificationDbContext db, TimeProvider time)
    : IConsumer<MemberDeparted>
{
    public async Task Consume(ConsumeContext<MemberDeparted> context)
    {
        var (fact, cancellationToken) = (context.Message, context.CancellationToken);
        await db.CountResentAsync(fact.Resend, Owners.Registration, cancellationToken);
        if (await db.LockPersonAsync(fact.MemberId, cancellationToken))
        {
            return;
        }

        var member = await db.LockMemberAsync(fact.MemberId, cancellationToken);
        if (member is null)
        {
            // Remembered by id alone, so that an older MemberAccepted that comes later does not bring the member back.
            member = new Member { Id = fact.MemberId, Version = fact.Version };
            db.Add(member);
        }

        member.NamedBy = fact.Resend ?? member.NamedBy;
        if (fact.Version >= member.HubVersion)
        {
            member.HubVersion = fact.Version;
            member.Version = Math.Max(member.Version, fact.Version);
            member.DepartedAt =
                member.State == MemberState.Departed ? member.DepartedAt ?? time.GetUtcNow() : time.GetUtcNow();
            member.State = MemberState.Departed;
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
