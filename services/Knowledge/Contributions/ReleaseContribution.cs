using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Knowledge.Search;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Publishes what a member handed in. Nothing changes when it was released already. <c>expectedVersion</c> is the
/// version that the organiser read; with it, a text that its author changed meanwhile is not released unread.
/// </summary>
public static class ReleaseContribution
{
    public sealed record ReleaseContributionRequest(long? ExpectedVersion = null);

    public static async Task<Results<Ok<OwnContribution>, ProblemHttpResult>> Handle(
        Guid id,
        ReleaseContributionRequest? request,
        KnowledgeDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var contribution = await db.LockContributionAsync(id, cancellationToken);
        if (contribution is null)
        {
            return ContributionUnknown.Problem;
        }

        if (contribution.State == ContributionState.Published)
        {
            return TypedResults.Ok(OwnContribution.Of(contribution));
        }

        if (contribution.State == ContributionState.Withdrawn)
        {
            return ContributionWithdrawn.Problem;
        }

        if (request?.ExpectedVersion is { } expected && expected != contribution.Version)
        {
            return ContributionChanged.Problem;
        }

        contribution.Publish(time.GetUtcNow());
        contribution.Index(await SearchIndex.LearnAsync(db, contribution.Title, contribution.Body, cancellationToken));
        db.Publish(contribution.ToPublished());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnContribution.Of(contribution));
    }
}

internal static class ContributionChanged
{
    public static ProblemHttpResult Problem =>
        Problems.Conflict(
            "contribution-changed-meanwhile",
            "Der Beitrag wurde inzwischen geändert. Bitte lesen Sie ihn noch einmal."
        );
}

internal static class ContributionWithdrawn
{
    public static ProblemHttpResult Problem =>
        Problems.Conflict("contribution-withdrawn", "Dieser Beitrag ist zurückgezogen.");
}

internal static class ContributionUnknown
{
    public static ProblemHttpResult Problem =>
        Problems.NotFound("contribution-unknown", "Diesen Beitrag gibt es nicht.");
}
