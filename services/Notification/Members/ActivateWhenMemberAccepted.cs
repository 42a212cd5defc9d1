using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// From now on the member is mailed. A member whom this database does not know (it was wiped) is kept by id and name,
/// without contact, until the next import completes it. What was delivered before is never mailed again. Whether the
/// person is invited by another mandate has a count of its own. Whoever asked to be enrolled learns it now, when one
/// can sign in.
/// </summary>
public sealed class ActivateWhenMemberAccepted(NotificationDbContext db, PlanMails plan, TimeProvider time)
    : IConsumer<MemberAccepted>
{
    public async Task Consume(ConsumeContext<MemberAccepted> context)
    {
        var (fact, cancellationToken) = (context.Message, context.CancellationToken);
        await db.CountResentAsync(fact.Resend, Owners.Registration, cancellationToken);
        if (await db.LockPersonAsync(fact.MemberId, cancellationToken))
        {
            return;
        }

        var member = await db.LockMemberAsync(fact.MemberId, cancellationToken);
        // A city that has left keeps nobody any more, however late the word comes; asked behind the lock, which leaving
        // takes, too.
        if (await db.Installations.AnyAsync(row => row.LeftAt != null, cancellationToken))
        {
            return;
        }

        foreach (var mail in fact.Delivered)
        {
            await db.MarkDeliveredAsync(fact.MemberId, mail.SessionId, mail.Kind, mail.Version, cancellationToken);
        }

        if (member is null)
        {
            member = new Member
            {
                Id = fact.MemberId,
                DisplayName = fact.DisplayName,
                Version = fact.Version,
            };
            db.Add(member);
        }

        // While facts are awaited each word of the hub names the member for that wait, an answer to an earlier question
        // as well.
        member.NamedBy =
            await db.Installations.Select(row => row.HoldResend).SingleOrDefaultAsync(cancellationToken)
            ?? fact.Resend
            ?? member.NamedBy;
        if (fact.Version > member.HubVersion)
        {
            member.HubVersion = fact.Version;
            member.Version = Math.Max(member.Version, fact.Version);
            // An address that became another's meanwhile is that one's; without it the person stands in the list as
            // having none.
            if (
                member is { State: MemberState.Departed, Email: { } address }
                && await db.Members.AnyAsync(
                    other => other.Email == address && other.State != MemberState.Departed && other.Id != member.Id,
                    cancellationToken
                )
            )
            {
                member.Email = null;
            }

            (member.State, member.DepartedAt) = (MemberState.Accepted, null);
        }

        if (fact.LinkVersion > member.LinkVersion)
        {
            (member.LinkVersion, member.InvitedElsewhere) = (fact.LinkVersion.Value, fact.InvitedElsewhere ?? false);
        }

        await db.SaveChangesAsync(cancellationToken);
        await TellWhoAskedAsync(member.Id, cancellationToken);
        await plan.ForMemberAsync(db, fact.MemberId, cancellationToken);
    }

    private Task<int> TellWhoAskedAsync(Guid member, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db
            .Mails.Where(mail =>
                mail.MemberId == member
                && mail.Kind == MembershipConfirmed.Kind
                && mail.Status == MailStatus.Queued
                && mail.Attempts == 0
                && mail.Due > now
            )
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Due, now), cancellationToken);
    }
}
