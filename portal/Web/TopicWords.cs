using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Web;

/// <summary>Topics and the barometer in words.</summary>
public static class TopicWords
{
    public static string Of(IReadOnlyList<TopicName>? topics) =>
        string.Join(", ", (topics ?? []).Select(topic => topic.Title));

    /// <summary>"Themen: Datenethik, Hybride Ratsarbeit"; empty without any.</summary>
    public static string Labelled(IReadOnlyList<TopicName>? topics) =>
        topics is { Count: > 0 } ? $"{(topics.Count == 1 ? "Thema" : "Themen")}: {Of(topics)}" : "";

    public static string Stage(string stage) =>
        stage switch
        {
            "Proposed" => "Vorschlag",
            "Planned" => "in einer kommenden Sitzung",
            "Discussed" => "schon besprochen",
            "Retired" => "nicht mehr auf der Liste",
            "Merged" => "in einem anderen Thema aufgegangen",
            _ => "auf der Liste",
        };

    public static string Band(string band) =>
        band switch
        {
            "Most" => "in den meisten Städten",
            "Several" => "in mehreren Städten",
            _ => "in einzelnen Städten",
        };

    /// <summary>The last day of the round, in Germany.</summary>
    public static string LastDay(BarometerRound round) => GermanTime.Day(LastDayOf(round));

    public static DateOnly LastDayOf(BarometerRound round) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(round.EndsAt.AddMinutes(-1), GermanTime.Zone).DateTime);

    public static string Proposal(OwnProposal proposal) =>
        Decision(proposal) + (proposal.RetiredBecause is { } why ? $". Begründung: {why}" : "");

    private static string Decision(OwnProposal proposal) =>
        proposal.State switch
        {
            "Proposed" => "wartet auf die Organisation",
            "Listed" => "steht auf der Liste",
            "Merged" => "ist in einem anderen Thema aufgegangen",
            _ => proposal.WasListed ? "steht nicht mehr auf der Liste" : "wurde nicht aufgenommen",
        };
}
