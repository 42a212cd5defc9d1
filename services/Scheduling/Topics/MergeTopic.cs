using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// Lets a topic or proposal go into another one on the list, for good: its address leads there, its sessions belong
/// there, and so do its marks from the next round of the barometer on. Again, it changes nothing. Refuses itself, and a
/// target that is not on the list, so that no ring can arise.
/// </summary>
public static class MergeTopic
{
    public sealed record MergeTopicRequest(Guid Into, long Version);

    public static async Task<Results<Ok<TopicForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        MergeTopicRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (id == request.Into)
        {
            return Problems.BadRequest("topic-into-itself", "Ein Thema kann nicht in sich selbst aufgehen.");
        }

        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // In one order, or two organisers who merge crosswise would wait for each other.
        var locked = new Dictionary<Guid, Topic?>();
        foreach (var one in new[] { id, request.Into }.Order())
        {
            locked[one] = await db.LockTopicAsync(one, cancellationToken);
        }

        if (locked[id] is not { } topic)
        {
            return TopicProblems.Unknown;
        }

        if (topic.MergedInto == request.Into)
        {
            return await TopicAnswer.OkAsync(db, id, now, cancellationToken);
        }

        if (topic.State == TopicState.Merged)
        {
            return TopicProblems.Merged;
        }

        if (locked[request.Into] is not { State: TopicState.Listed } target)
        {
            return Problems.Conflict(
                "merge-target-not-listed",
                "Das Thema, in dem dieses aufgehen soll, steht nicht auf der Liste."
            );
        }

        if (topic.Version != request.Version)
        {
            return TopicProblems.ChangedMeanwhile;
        }

        topic.MergeInto(target, now);
        foreach (var earlier in await db.Topics.Where(other => other.MergedInto == id).ToListAsync(cancellationToken))
        {
            earlier.MergeInto(target, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await TopicAnswer.OkAsync(db, id, now, cancellationToken);
    }
}
