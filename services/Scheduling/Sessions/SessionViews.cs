using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Changes;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// What everybody may know about a session: never the online link. <see cref="Start"/> is UTC, to be shown in <see
/// cref="TimeZone"/> (IANA). A capacity of 0: the session does not offer this form.
/// </summary>
public record PublicSession
{
    [SetsRequiredMembers]
    internal PublicSession(Session session, TopicList topics)
    {
        var plan = session.Plan;
        (Id, Version, ChangedAt, Status) = (session.Id, session.Version, session.ChangedAt, session.Status);
        CancellationReason = session.CancellationReason;
        (Title, Description) = (plan.Title, plan.Description);
        Topics = [.. topics.Of(plan.Topics).Select(TopicName.Of)];
        DescriptionHtml = MarkdownText.ToHtml(plan.Description);
        (Start, TimeZone, LengthMinutes) = (plan.Start, plan.TimeZone, plan.LengthMinutes);
        (Form, Venue, Programme) = (plan.Form, plan.Venue, plan.Programme.Items);
        (CapacityOnSite, CapacityOnline) = (plan.SeatsOnSite, plan.SeatsOnline);
        Changes = session.Changes;
    }

    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required SessionStatus Status { get; init; }

    public required string? CancellationReason { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>The description, which is Markdown, safe to put into a page.</summary>
    public required string DescriptionHtml { get; init; }

    public required IReadOnlyList<TopicName> Topics { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required string TimeZone { get; init; }

    public required int LengthMinutes { get; init; }

    public required SessionForm Form { get; init; }

    public required Venue? Venue { get; init; }

    public required int CapacityOnSite { get; init; }

    public required int CapacityOnline { get; init; }

    [JsonPropertyOrder(2)]
    public required IReadOnlyList<ProgrammeItem> Programme { get; init; }

    /// <summary>What publications changed since the first, the newest first.</summary>
    [JsonPropertyOrder(3)]
    public required IReadOnlyList<PublicVersion> Changes { get; init; }
}

/// <summary>The public session and what only organisers see: the online link.</summary>
public sealed record SessionForOrganisers : PublicSession
{
    [SetsRequiredMembers]
    internal SessionForOrganisers(Session session, TopicList topics)
        : base(session, topics) => OnlineLink = session.Plan.OnlineLink;

    [JsonPropertyOrder(1)]
    public required string? OnlineLink { get; init; }
}
