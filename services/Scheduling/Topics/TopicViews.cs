using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>A topic as sessions name it.</summary>
public sealed record TopicName(Guid Id, string Title)
{
    internal static TopicName Of(Topic topic) => new(topic.Id, topic.Title);
}

/// <summary>A topic that is or was on the list, as everybody may see it.</summary>
public sealed record PublicTopic(Guid Id, string Title, string Description, TopicStage Stage)
{
    internal static PublicTopic Of(Topic topic, TopicUse use) =>
        new(topic.Id, topic.Title, topic.Description, use.StageOf(topic));
}

/// <summary>
/// A topic with what only organisers see: proposals too, and which city one came from; never the member.
/// </summary>
public sealed record TopicForOrganisers(
    Guid Id,
    long Version,
    string Title,
    string Description,
    TopicStage Stage,
    Guid? MergedInto,
    string? RetiredBecause,
    string? ProposedByPartner,
    DateTimeOffset ChangedAt
)
{
    internal static TopicForOrganisers Of(Topic topic, TopicUse use) =>
        new(
            topic.Id,
            topic.Version,
            topic.Title,
            topic.Description,
            use.StageOf(topic),
            topic.MergedInto,
            topic.RetiredBecause,
            topic.ProposedByPartner,
            topic.ChangedAt
        );
}

internal static class TopicProblems
{
    public static ProblemHttpResult Unknown => Problems.NotFound("topic-unknown", "Dieses Thema gibt es nicht.");

    public static ProblemHttpResult ChangedMeanwhile =>
        Problems.Conflict(
            "topic-changed-meanwhile",
            "Jemand hat dieses Thema inzwischen geändert. Bitte prüfen Sie beide Fassungen."
        );

    public static ProblemHttpResult TitleTaken =>
        Problems.Conflict(
            "topic-title-taken",
            "Ein Thema mit diesem Titel steht schon auf der Liste. Führen Sie die beiden zusammen oder wählen Sie einen anderen Titel."
        );

    public static ProblemHttpResult Merged =>
        Problems.Conflict("topic-merged", "Dieses Thema ist in einem anderen aufgegangen.");
}
