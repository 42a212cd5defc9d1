using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// Shows one topic with the sessions that name it and the impulses about it in public programmes, the latest first.
/// Asked for one that was merged, it answers with the topic that it went into. Proposals are unknown here.
/// </summary>
public static class ShowTopic
{
    public sealed record Response(
        PublicTopic Topic,
        IReadOnlyList<PublicSession> Sessions,
        IReadOnlyList<PublicImpulse> Impulses
    );

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        if (topics.Find(id) is not { State: TopicState.Listed or TopicState.Retired } topic)
        {
            return TopicProblems.Unknown;
        }

        // Retired before it was ever on the list: still nobody's business.
        if (topic is { State: TopicState.Retired, WasListed: false })
        {
            return TopicProblems.Unknown;
        }

        var ids = await db
            .Database.SqlQuery<Guid>(
                $"""
                select distinct s.id as "Value" from sessions s join topics t on t.id = any(s.topic_ids)
                where coalesce(t.merged_into, t.id) = {topic.Id}
                """
            )
            .ToListAsync(cancellationToken);
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(session => ids.Contains(session.Id))
            .OrderByDescending(session => session.Plan.Start)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response(
                PublicTopic.Of(topic, await TopicUse.LoadAsync(db, time.GetUtcNow(), cancellationToken)),
                [.. sessions.Select(session => new PublicSession(session, topics))],
                await PublicImpulse.AboutAsync(db, topic.Id, topics, cancellationToken)
            )
        );
    }
}
