using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.MembershipRequests;

/// <summary>
/// A coordinator refuses with a reason, which the person gets by one mail. False: somebody has answered meanwhile, or
/// it has ended.
/// </summary>
public static class RefuseRequest
{
    public const int LongestReason = 1000;

    public static async Task<bool> HandleAsync(
        NotificationDbContext db,
        Guid requestId,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockRequestsAsync(cancellationToken);
        if (
            await db.MembershipRequests.SingleOrDefaultAsync(
                row => row.Id == requestId && row.State == RequestState.Open,
                cancellationToken
            )
            is not { } request
        )
        {
            return false;
        }

        (request.State, request.DecidedAt, request.Reason) = (RequestState.Refused, now, reason);
        db.Add(Mail.Of(MembershipRefused.Kind, request.Id, request.Id, now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
