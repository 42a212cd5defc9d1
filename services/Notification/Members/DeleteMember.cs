using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Deletes somebody who came into the list by mistake, with all that is kept here about the person. The hub hears that
/// the mandate ended, so that links and seats end; what it still says about the person is not taken in any more. Unlike
/// an erasure that the person asked for, it keeps nobody from being imported later. A second time changes nothing.
/// </summary>
public static class DeleteMember
{
    public static async Task HandleAsync(
        NotificationDbContext db,
        string partner,
        Guid id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(id, cancellationToken);
        await db.LockForWritingMembersAsync(cancellationToken);
        if (await db.LockMemberAsync(id, cancellationToken) is not { } member)
        {
            return;
        }

        if (member is { Version: > 0, MandateEndReported: false, State: not MemberState.Departed })
        {
            db.SendToHub(partner, new MandateEnded(partner, id, member.Version + 1));
        }

        await RequestsOfMember.EraseAsync(db, id, now, cancellationToken);
        await db.LockOutPlanningAsync(cancellationToken);
        await PersonalDataErasure.EraseAsync(db, id, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
