using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// The owner takes the own impulse back, for good, in whatever state but rejected. A published programme changes only
/// when an organiser changes it. A draft is forgotten; of an invited speaker the hub's own Notification forgets the
/// address. Again, it changes nothing.
/// </summary>
public static class WithdrawImpulse
{
    public static async Task<Results<Ok<OwnImpulse>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal user,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockImpulseAsync(id, cancellationToken) is not { } impulse || !impulse.IsOf(user.Speaker()))
        {
            return ImpulseProblems.Unknown;
        }

        if (impulse.State == ImpulseState.Rejected)
        {
            return ImpulseProblems.Decided;
        }

        if (impulse.State != ImpulseState.Withdrawn)
        {
            impulse.Withdraw(time.GetUtcNow());
            if (impulse.InvitedAt is not null)
            {
                db.SendToPartner(impulse.Partner, impulse.ToProgressed(ImpulseProgress.Withdrawn));
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(
            OwnImpulse.Of(
                impulse,
                await db.MessagesAsync(id, cancellationToken),
                await TopicList.LoadAsync(db, cancellationToken)
            )
        );
    }
}
