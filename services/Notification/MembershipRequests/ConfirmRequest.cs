using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.MembershipRequests;

/// <summary>What became of a coordinator's yes.</summary>
public enum ConfirmOutcome
{
    Confirmed,

    /// <summary>Somebody has answered it meanwhile, or it has ended.</summary>
    Gone,

    /// <summary>The person asked again and named something else than the coordinator saw.</summary>
    Changed,

    /// <summary>A member has this address: it can only be the same person.</summary>
    AddressTaken,

    /// <summary>The chosen member has another address, which a stranger's request must not replace.</summary>
    OtherAddress,
}

/// <summary>
/// A coordinator's yes. <paramref name="MemberId"/>: the known member whom the person is; null: a new one. <paramref
/// name="Shown"/>: the fingerprint of the request that the coordinator saw. <paramref name="WasErased"/>: this is the
/// one of the same name who had everything erased.
/// </summary>
public sealed record Confirmation(
    Guid RequestId,
    string Shown,
    Guid? MemberId,
    DateOnly? From,
    DateOnly? Until,
    bool WasErased = false
);

/// <summary>
/// A coordinator confirms the mandate of whoever asked: a new member is enrolled at the hub, or one that is known gets
/// the address, or is the same person. The request is deleted at once, a mark of an earlier erasure goes, for the
/// person has asked anew, and the mail goes out when the hub has accepted.
/// </summary>
public static class ConfirmRequest
{
    /// <summary>Longer the mail does not wait for the hub.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    public static async Task<ConfirmOutcome> HandleAsync(
        NotificationDbContext db,
        Tombstones tombstones,
        string partner,
        Confirmation yes,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (requestId, memberId, from, until) = (yes.RequestId, yes.MemberId, yes.From, yes.Until);
        var (now, today) = (time.GetUtcNow(), time.Today());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // As an import does: both at once would enrol the same person twice.
        await db.Database.ExecuteSqlAsync($"lock table members in share row exclusive mode", cancellationToken);
        await db.LockRequestsAsync(cancellationToken);
        if (
            await db.MembershipRequests.SingleOrDefaultAsync(
                row => row.Id == requestId && row.State == RequestState.Open,
                cancellationToken
            )
            is not { } request
        )
        {
            return ConfirmOutcome.Gone;
        }

        if (request.Fingerprint() != yes.Shown)
        {
            return ConfirmOutcome.Changed;
        }

        if (
            await db.Members.AnyAsync(
                row => row.Email == request.Email && row.State != MemberState.Departed && row.Id != memberId,
                cancellationToken
            )
        )
        {
            return ConfirmOutcome.AddressTaken;
        }

        var member = memberId is null
            ? db.Members.Add(new Member { Id = Guid.CreateVersion7(now) }).Entity
            : await db.Members.SingleOrDefaultAsync(
                row => row.Id == memberId && !db.Erasures.Any(erasure => erasure.MemberId == row.Id),
                cancellationToken
            );
        if (member is null)
        {
            return ConfirmOutcome.Gone;
        }

        if (member.Email is not null && member.Email != request.Email)
        {
            return ConfirmOutcome.OtherAddress;
        }

        var enrolled = Take(
            member,
            request,
            from,
            CouncilTerms.Ending(from, until, await CouncilTerms.CurrentAsync(db, today, cancellationToken)),
            today
        );
        if (enrolled)
        {
            db.SendToHub(
                partner,
                new MemberEnrolled(
                    partner,
                    member.Id,
                    ++member.Version,
                    member.DisplayName,
                    member.MandateFrom,
                    member.MandateUntil
                )
            );
        }

        var mail = Mail.Of(MembershipConfirmed.Kind, member.Id, request.Id, now);
        mail.Due = enrolled ? now + Patience : now;
        db.Add(mail);
        db.Remove(request);
        await tombstones.RemoveAllOfAsync(
            db,
            request.Email,
            yes.WasErased ? request.FullName() : null,
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ConfirmOutcome.Confirmed;
    }

    /// <summary>
    /// What the city knows stays, except the mandate's days, which the coordinator has just stated. Whether the hub has
    /// to hear it.
    /// </summary>
    private static bool Take(
        Member member,
        MembershipRequest request,
        DateOnly? from,
        (DateOnly? Until, MandateEnd End) last,
        DateOnly today
    )
    {
        var before = (member.DisplayName, member.MandateFrom, member.MandateUntil);
        var back =
            (member.MandateEndReported || member.State == MemberState.Departed)
            && (last.Until is null || last.Until >= today);
        (member.Email, member.Faction) = (request.Email, member.Faction ?? request.Faction);
        (member.FirstName, member.LastName, member.Title) = (
            member.FirstName ?? request.FirstName,
            member.LastName ?? request.LastName,
            member.Title ?? request.Title
        );
        if (member.DisplayName.Length == 0)
        {
            member.DisplayName = request.DisplayName();
        }

        (member.MandateFrom, member.MandateUntil, member.MandateEnd) = (from, last.Until, last.End);
        if (back)
        {
            member.MandateEndReported = false;
        }

        return member.Version == 0 || back || before != (member.DisplayName, member.MandateFrom, member.MandateUntil);
    }
}
