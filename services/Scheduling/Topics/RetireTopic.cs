using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// Takes a topic off the list, or does not take a proposal on, exactly in the <c>version</c> that the organiser saw;
/// says why, which the proposer of a proposal reads (1,000 characters, needed there). The marks of a retired topic are
/// deleted. Again, it changes nothing.
/// </summary>
public static class RetireTopic
{
    public sealed record RetireTopicRequest(long Version, string? Reason = null);

    public static async Task<Results<Ok<TopicForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        RetireTopicRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var topic = await db.LockTopicAsync(id, cancellationToken);
        switch (topic)
        {
            case null:
                return TopicProblems.Unknown;
            case { State: TopicState.Merged }:
                return TopicProblems.Merged;
            case { State: TopicState.Retired }:
                return await TopicAnswer.OkAsync(db, id, now, cancellationToken);
        }

        var errors = new FieldErrors();
        var reason = errors.ReadLines(
            "reason",
            "reason",
            request.Reason,
            Topic.LongestReason,
            topic.State == TopicState.Proposed
                ? "Bitte sagen Sie dem Mitglied, warum das Thema nicht aufgenommen wird."
                : null
        );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (topic.Version != request.Version)
        {
            return TopicProblems.ChangedMeanwhile;
        }

        topic.Retire(reason, now);
        // The topic before its marks, as the publication of a round locks them.
        await db.SaveChangesAsync(cancellationToken);
        await db.TopicMarks.Where(mark => mark.TopicId == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await TopicAnswer.OkAsync(db, id, now, cancellationToken);
    }
}
