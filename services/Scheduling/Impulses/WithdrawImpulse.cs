using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// The owner takes the own impulse back, for good, in whatever state but rejected. A published programme changes only
/// when an organiser changes it. Again, it changes nothing.
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
        if (
            await db.LockImpulseAsync(id, cancellationToken) is not { } impulse
            || impulse.OwnerId != user.Member().MemberId
        )
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
