using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>What an organiser is answered after a change: the topic as it stands now.</summary>
internal static class TopicAnswer
{
    public static async Task<Ok<TopicForOrganisers>> OkAsync(
        SchedulingDbContext db,
        Guid id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            TopicForOrganisers.Of(
                await db.Topics.AsNoTracking().SingleAsync(topic => topic.Id == id, cancellationToken),
                await TopicUse.LoadAsync(db, now, cancellationToken)
            )
        );
}
