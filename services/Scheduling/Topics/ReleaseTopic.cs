using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// Puts a proposal, or a topic that was retired, on the list, exactly in the <c>version</c> that the organiser saw.
/// Again, it changes nothing. Refuses a title that is on the list already.
/// </summary>
public static class ReleaseTopic
{
    public sealed record ReleaseTopicRequest(long Version);

    public static async Task<Results<Ok<TopicForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        ReleaseTopicRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        switch (await db.LockTopicAsync(id, cancellationToken))
        {
            case null:
                return TopicProblems.Unknown;
            case { State: TopicState.Merged }:
                return TopicProblems.Merged;
            case { State: not TopicState.Listed } topic when topic.Version != request.Version:
                return TopicProblems.ChangedMeanwhile;
            case { State: not TopicState.Listed } topic:
                topic.Release(now);
                break;
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("ix_topics_listed_title"))
        {
            return TopicProblems.TitleTaken;
        }

        await transaction.CommitAsync(cancellationToken);
        return await TopicAnswer.OkAsync(db, id, now, cancellationToken);
    }
}
