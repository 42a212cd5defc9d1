using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>All topics on the list, by title, with how far each has come.</summary>
public static class ListTopics
{
    public sealed record Response(IReadOnlyList<PublicTopic> Topics);

    public static async Task<Ok<Response>> Handle(
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var use = await TopicUse.LoadAsync(db, time.GetUtcNow(), cancellationToken);
        var topics = await db
            .Topics.AsNoTracking()
            .Where(topic => topic.State == TopicState.Listed)
            .OrderBy(topic => topic.Title)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. topics.Select(topic => PublicTopic.Of(topic, use))]));
    }
}
