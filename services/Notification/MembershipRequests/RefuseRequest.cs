using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Mails;

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
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockRequestsAsync(ct);
        if (
            await db.MembershipRequests.SingleOrDefaultAsync(
                row => row.Id == requestId && row.State == RequestState.Open,
                ct
            )
            is not { } request
        )
        {
            return false;
        }

        (request.State, request.DecidedAt, request.Reason) = (RequestState.Refused, now, reason);
        db.Add(PersonMail.Of(MailKinds.MembershipRefused, request.Id, request.Id, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
