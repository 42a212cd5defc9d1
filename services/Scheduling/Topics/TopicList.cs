using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>All topics at one moment; there are so few that one query reads them all.</summary>
public sealed class TopicList
{
    private readonly Dictionary<Guid, Topic> topics;

    private TopicList(Dictionary<Guid, Topic> topics) => this.topics = topics;

    public static async Task<TopicList> LoadAsync(SchedulingDbContext db, CancellationToken cancellationToken) =>
        Of(await db.Topics.AsNoTracking().ToListAsync(cancellationToken));

    internal static TopicList Of(IEnumerable<Topic> topics) => new(topics.ToDictionary(topic => topic.Id));

    /// <summary>The topic, or the one that it went into; null: there is none.</summary>
    public Topic? Find(Guid id) =>
        topics.TryGetValue(id, out var topic)
            ? topic.MergedInto is { } into
                ? topics[into]
                : topic
            : null;

    /// <summary>What a session names, each once, in its order.</summary>
    public IReadOnlyList<Topic> Of(SessionTopics named) =>
        [.. named.Ids.Select(Find).OfType<Topic>().DistinctBy(topic => topic.Id)];

    public IReadOnlyList<string> TitlesOf(SessionTopics named) => [.. Of(named).Select(topic => topic.Title)];

    /// <summary>In one line, as mails say it.</summary>
    public string Words(SessionTopics named) => string.Join(", ", TitlesOf(named));
}
