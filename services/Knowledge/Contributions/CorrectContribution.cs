using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Knowledge.Search;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// An organiser corrects title and text; author, kind and state stay, and nothing is published by it. The same text
/// again changes nothing. Refuses what was withdrawn, and a text that somebody changed meanwhile
/// (<c>expectedVersion</c>).
/// </summary>
public static class CorrectContribution
{
    public sealed record CorrectContributionRequest(string? Title, string? Body, long? ExpectedVersion = null);

    public static async Task<Results<Ok<OwnContribution>, ProblemHttpResult>> Handle(
        Guid id,
        CorrectContributionRequest request,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var contribution = await db.LockContributionAsync(id, cancellationToken);
        if (contribution is null)
        {
            return ContributionUnknown.Problem;
        }

        var errors = new FieldErrors();
        var text = new WriteContribution.WriteContributionRequest(
            contribution.SessionId,
            $"{contribution.Kind}",
            request.Title,
            request.Body
        );
        if (ContributionReader.Read(text, byMember: false, errors) is not { } draft)
        {
            return errors.ToProblem();
        }

        if (contribution.Says(draft))
        {
            return TypedResults.Ok(OwnContribution.Of(contribution));
        }

        if (contribution.State == ContributionState.Withdrawn)
        {
            return ContributionWithdrawn.Problem;
        }

        if (request.ExpectedVersion is { } expected && expected != contribution.Version)
        {
            return ContributionChanged.Problem;
        }

        contribution.Correct(draft.Title, draft.Body);
        if (contribution.State == ContributionState.Published)
        {
            contribution.Index(await SearchIndex.LearnAsync(db, draft.Title, draft.Body, cancellationToken));
            db.Publish(contribution.ToPublished());
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnContribution.Of(contribution));
    }
}
