using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// The organisers accept an impulse or reject it with a reason (1,000 characters), exactly what they saw
/// (<c>contentVersion</c>). Its owner hears of it by mail. Again, it changes nothing; a decision may be turned round by
/// who has seen it (<c>expectedState</c>). Refused for what was withdrawn.
/// </summary>
public static class DecideImpulse
{
    public sealed record DecideImpulseRequest(
        bool Accepted,
        long ContentVersion,
        string? Reason = null,
        ImpulseState? ExpectedState = null
    );

    public static async Task<Results<Ok<ImpulseForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        DecideImpulseRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var reason = request.Accepted
            ? null
            : errors.ReadLines(
                "reason",
                "reason",
                request.Reason,
                Impulse.LongestReason,
                "Bitte sagen Sie, warum der Impuls nicht ins Programm kommt."
            );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockHandedInAsync(id, cancellationToken) is not { } impulse)
        {
            return ImpulseProblems.Unknown;
        }

        if (impulse.State == ImpulseState.Withdrawn)
        {
            return ImpulseProblems.Decided;
        }

        var wanted = request.Accepted ? ImpulseState.Accepted : ImpulseState.Rejected;
        if (impulse.State != wanted || impulse.RejectedBecause != reason)
        {
            if (
                impulse.ContentVersion != request.ContentVersion
                || (IsDecision(impulse.State) && impulse.State != request.ExpectedState)
            )
            {
                return ImpulseProblems.ChangedMeanwhile;
            }

            impulse.Decide(reason, time.GetUtcNow());
            db.SendToPartner(
                impulse.Partner,
                impulse.ToProgressed(request.Accepted ? ImpulseProgress.Accepted : ImpulseProgress.Rejected)
            );
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(ImpulseForOrganisers.Of(impulse, await db.MessagesAsync(id, cancellationToken)));
    }

    private static bool IsDecision(ImpulseState state) => state is ImpulseState.Accepted or ImpulseState.Rejected;
}
