using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// Checks the topics of a session: one to five that are or were on the list, each once, merged ones as what they went
/// into. One that was retired may stay where it stands, so that a session can still be corrected.
/// </summary>
internal static class SessionTopicsReader
{
    public static SessionTopics Read(IReadOnlyList<Guid>? ids, TopicList list, FieldErrors errors)
    {
        var topics = (ids ?? []).Select(list.Find).DistinctBy(topic => topic?.Id).ToList();
        if (topics.Count is 0 or > SessionLimits.Topics)
        {
            errors.Add(
                "topics",
                topics.Count == 0 ? "topics-missing" : "topics-too-many",
                "Bitte wählen Sie ein bis fünf Themen."
            );
        }
        else if (topics.Any(topic => topic is not { WasListed: true }))
        {
            errors.Add("topics", "topic-unknown", "Eines der Themen steht nicht auf der Liste.");
        }

        return new([.. topics.OfType<Topic>().Select(topic => topic.Id)]);
    }
}
