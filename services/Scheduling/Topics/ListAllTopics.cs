using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>All topics for organisers: proposals, the list, and what was retired or merged, by title.</summary>
public static class ListAllTopics
{
    public sealed record Response(IReadOnlyList<TopicForOrganisers> Topics);

    public static async Task<Ok<Response>> Handle(
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var use = await TopicUse.LoadAsync(db, time.GetUtcNow(), cancellationToken);
        var topics = await db
            .Topics.AsNoTracking()
            .OrderBy(topic => topic.Title)
            .ThenBy(topic => topic.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. topics.Select(topic => TopicForOrganisers.Of(topic, use))]));
    }
}
