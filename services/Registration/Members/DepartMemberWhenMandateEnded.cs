using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// A member whose mandate has ended can no longer act and loses all roles. The seats at coming sessions go to the
/// person's next mandate, which is invited from now on, else to those who wait. Attendance stays. The end of a member
/// whom we never saw is remembered. Another partner's member is refused and logged.
/// </summary>
public sealed class DepartMemberWhenMandateEnded(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<DepartMemberWhenMandateEnded> logger
) : IConsumer<MandateEnded>
{
    public async Task Consume(ConsumeContext<MandateEnded> context)
    {
        var word = context.Message;
        // Sessions before the member, as a booking does it; and all of them, or a booking under way would go through
        // unnoticed.
        var sessions = await db.LockComingSessionsAsync(time.GetUtcNow(), context.CancellationToken);
        await db.LockLinksOfAsync(word.MemberId, context.CancellationToken);
        if (await db.LockMemberAsync(word.Partner, word.MemberId, context.CancellationToken) is not { } member)
        {
            logger.LogWarning(
                "Refused a mandate's end in {MessageId}: not a member of {Partner}",
                context.MessageId,
                word.Partner
            );
            return;
        }

        if (member.Version >= word.Version)
        {
            return;
        }

        (member.Version, member.Departed, member.DepartedAt) = (word.Version, true, time.GetUtcNow());
        db.SendToPartner(word.Partner, new MemberDeparted(word.Partner, member.Id, member.Version));
        // A signed-in member may read for another 90 days, but a link in an old mail could still write.
        db.Publish(new LinksEnded(member.Id, time.GetUtcNow()));
        db.AccountRoles.RemoveRange(
            await db.AccountRoles.Where(role => role.AccountId == member.Id).ToListAsync(context.CancellationToken)
        );
        var heir = await db.LastingMandatesOf(member.Id)
            .FirstOrDefaultAsync(other => other.Id != member.Id, context.CancellationToken);
        foreach (var session in await db.AnsweredByAsync(sessions, [member.Id], context.CancellationToken))
        {
            await HandOverSeats.HandleAsync(
                db,
                session,
                member.Id,
                heir?.Id,
                heir?.Partner ?? "",
                SeatCause.MandateEnded,
                time.GetUtcNow(),
                context.CancellationToken
            );
        }
        // Last, so that the city that takes over hears of the seats before it invites.
        await db.SettleInvitationsAsync(member.Id, context.CancellationToken);
    }
}
