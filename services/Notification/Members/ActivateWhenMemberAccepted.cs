using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// From now on the member is mailed. A member whom this database does not know (it was wiped) is kept by id and name, without contact,
/// until the next import completes it. What was delivered before is never mailed again.
/// </summary>
public sealed class ActivateWhenMemberAccepted(NotificationDbContext db, PlanMails plan) : IConsumer<MemberAccepted>
{
    public async Task Consume(ConsumeContext<MemberAccepted> context)
    {
        var (fact, ct) = (context.Message, context.CancellationToken);
        await db.CountResentAsync(fact.Resend, Owners.Registration, ct);
        if (await db.LockPersonAsync(fact.MemberId, ct))
            return;
        foreach (var mail in fact.Delivered)
            await db.MarkDeliveredAsync(fact.MemberId, mail.SessionId, mail.Kind, mail.Version, ct);

        var member = await db.LockMemberAsync(fact.MemberId, ct);
        if (member is null)
        {
            member = new Member { Id = fact.MemberId, DisplayName = fact.DisplayName, Version = fact.Version };
            db.Add(member);
        }

        if (fact.Version > member.HubVersion)
        {
            member.HubVersion = fact.Version;
            member.Version = Math.Max(member.Version, fact.Version);
            (member.State, member.DepartedAt) = (MemberState.Accepted, null);
        }

        await db.SaveChangesAsync(ct);
        await plan.ForMemberAsync(db, fact.MemberId, ct);
    }
}
