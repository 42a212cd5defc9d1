using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Gives a text that waits for release back to its author, with words (2,000 characters) that only the author reads. The
/// same words again change nothing. Refuses what is published, and a text that its author changed meanwhile
/// (<c>expectedVersion</c>).
/// </summary>
public static class ReturnContribution
{
    public sealed record ReturnContributionRequest(string? Reason, long? ExpectedVersion = null);

    public static async Task<Results<Ok<OwnContribution>, ProblemHttpResult>> Handle(
        Guid id,
        ReturnContributionRequest request,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var reason = errors.ReadLines(
            "reason",
            "reason",
            request.Reason,
            Contribution.LongestReason,
            "Bitte schreiben Sie, was sich ändern soll."
        );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var contribution = await db.LockContributionAsync(id, cancellationToken);
        switch (contribution)
        {
            case null:
                return ContributionUnknown.Problem;
            case { State: ContributionState.Returned } when contribution.ReturnedBecause == reason:
                return TypedResults.Ok(OwnContribution.Of(contribution));
            case { State: ContributionState.Withdrawn }:
                return ContributionWithdrawn.Problem;
            case { State: ContributionState.Published }:
                return Problems.Conflict(
                    "contribution-released",
                    "Der Beitrag ist schon veröffentlicht. Sie können ihn berichtigen oder zurückziehen."
                );
        }

        if (request.ExpectedVersion is { } expected && expected != contribution.Version)
        {
            return ContributionChanged.Problem;
        }

        contribution.Return(reason!);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnContribution.Of(contribution));
    }
}
