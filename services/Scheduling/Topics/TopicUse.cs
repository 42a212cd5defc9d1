using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>What became of topics: which coming sessions and which past ones name them, also by what was merged into them.</summary>
public sealed class TopicUse
{
    private readonly Dictionary<Guid, Row> rows;

    private TopicUse(Dictionary<Guid, Row> rows) => this.rows = rows;

    public static async Task<TopicUse> LoadAsync(
        SchedulingDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        new(
            await db
                .Database.SqlQuery<Row>(
                    $"""
                    select coalesce(t.merged_into, t.id) as topic, bool_or(s.ends_at > {now}) as planned,
                      bool_or(s.ends_at <= {now}) as discussed
                    from topics t
                    join sessions s on t.id = any(s.topic_ids) and s.cancellation_reason is null
                    group by 1
                    """
                )
                .ToDictionaryAsync(row => row.Topic, cancellationToken)
        );

    public TopicStage StageOf(Topic topic) =>
        topic.State switch
        {
            TopicState.Proposed => TopicStage.Proposed,
            TopicState.Retired => TopicStage.Retired,
            TopicState.Merged => TopicStage.Merged,
            _ => rows.GetValueOrDefault(topic.Id) switch
            {
                null => TopicStage.Listed,
                { Planned: true } => TopicStage.Planned,
                _ => TopicStage.Discussed,
            },
        };

    private sealed record Row(Guid Topic, bool Planned, bool Discussed);
}

/// <summary>How far a topic has come, as people read it.</summary>
public enum TopicStage
{
    Proposed,
    Listed,
    Planned,
    Discussed,
    Retired,
    Merged,
}
