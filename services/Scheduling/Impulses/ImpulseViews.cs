using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>A call as everybody may read it; <see cref="ClosesAt"/> is UTC, the first moment that is too late.</summary>
public sealed record PublicCall(
    Guid Id,
    long Version,
    string Title,
    string? Text,
    Guid? SessionId,
    string? SessionTitle,
    TopicName? Topic,
    DateTimeOffset ClosesAt
)
{
    internal static PublicCall Of(ImpulseCall call, Session? session, TopicList topics) =>
        new(
            call.Id,
            call.Version,
            call.Title,
            call.Text,
            call.SessionId,
            session?.Plan.Title,
            call.TopicId is { } topic ? TopicName.Of(topics.Find(topic)!) : null,
            call.ClosesAt
        );
}

/// <summary>A question or an answer; <see cref="At"/> is UTC.</summary>
public sealed record ImpulseMessageView(Guid Id, bool FromOrganisers, string Text, DateTimeOffset At)
{
    internal static ImpulseMessageView Of(ImpulseMessage message) =>
        new(message.Id, message.FromOrganisers, message.Text, message.At);
}

/// <summary>
/// An impulse as its owner sees it. <see cref="Missing"/> tells, by field of <see cref="Content"/>, what keeps it from
/// being handed in.
/// </summary>
public sealed record OwnImpulse(
    Guid Id,
    long ContentVersion,
    ImpulseState State,
    Guid? CallId,
    ImpulseContent Content,
    string? AccessibilityNeeds,
    string? RejectedBecause,
    Guid? SessionId,
    IReadOnlyList<ImpulseMessageView> Messages,
    IReadOnlyDictionary<string, IReadOnlyList<FieldError>> Missing
)
{
    internal static OwnImpulse Of(Impulse impulse, IEnumerable<ImpulseMessage> messages, TopicList topics)
    {
        var errors = new FieldErrors();
        impulse.Content.Read(topics, complete: true, errors);
        return new(
            impulse.Id,
            impulse.ContentVersion,
            impulse.State,
            impulse.CallId,
            impulse.Content,
            impulse.AccessibilityNeeds,
            impulse.RejectedBecause,
            impulse.SessionId,
            [.. messages.OrderBy(message => message.At).Select(ImpulseMessageView.Of)],
            errors.ByField
        );
    }
}

/// <summary>
/// An impulse in the organisers' list. Of an invited speaker who has handed nothing in it tells the name alone, as the
/// organiser wrote it; <see cref="InvitedAt"/> is null for members.
/// </summary>
public sealed record ImpulseLine(
    Guid Id,
    ImpulseState State,
    string? Title,
    string? Speaker,
    string? Partner,
    Guid? CallId,
    Guid? SessionId,
    bool ChangedSinceTakenOver,
    DateTimeOffset ChangedAt,
    DateTimeOffset? InvitedAt
)
{
    internal static ImpulseLine Of(Impulse impulse) => Of(impulse, impulse.HandedInAt is null);

    private static ImpulseLine Of(Impulse impulse, bool isSilent) =>
        new(
            impulse.Id,
            impulse.State,
            isSilent ? null : impulse.Content.Title,
            isSilent ? impulse.InvitedName : impulse.Content.Speaker,
            isSilent ? null : impulse.Content.Partner,
            impulse.CallId,
            impulse.SessionId,
            impulse.TakenOver is { } taken && taken != impulse.Content,
            impulse.ChangedAt,
            impulse.InvitedAt
        );
}

/// <summary>
/// An impulse as organisers see it, never who its owner is. <see cref="TakenOver"/>: what it said when it was last put
/// into a programme; where it differs from <see cref="Content"/>, its speaker has changed it since.
/// </summary>
public sealed record ImpulseForOrganisers(
    Guid Id,
    long Version,
    long ContentVersion,
    ImpulseState State,
    Guid? CallId,
    string OwnerPartner,
    ImpulseContent Content,
    string? AccessibilityNeeds,
    string? RejectedBecause,
    string? Note,
    Guid? SessionId,
    ImpulseContent? TakenOver,
    DateTimeOffset? HandedInAt,
    DateTimeOffset ChangedAt,
    IReadOnlyList<ImpulseMessageView> Messages
)
{
    internal static ImpulseForOrganisers Of(Impulse impulse, IEnumerable<ImpulseMessage> messages) =>
        new(
            impulse.Id,
            impulse.Version,
            impulse.ContentVersion,
            impulse.State,
            impulse.CallId,
            impulse.Partner,
            impulse.Content,
            impulse.AccessibilityNeeds,
            impulse.RejectedBecause,
            impulse.Note,
            impulse.SessionId,
            impulse.TakenOver,
            impulse.HandedInAt,
            impulse.ChangedAt,
            [.. messages.OrderBy(message => message.At).Select(ImpulseMessageView.Of)]
        );
}

internal static class ImpulseProblems
{
    public static ProblemHttpResult Unknown => Problems.NotFound("impulse-unknown", "Diesen Impuls gibt es nicht.");

    public static ProblemHttpResult Decided =>
        Problems.Conflict(
            "impulse-decided",
            "Dieser Impuls ist abgelehnt oder zurückgezogen und kann nicht mehr geändert werden."
        );

    public static ProblemHttpResult ChangedMeanwhile =>
        Problems.Conflict(
            "impulse-changed-meanwhile",
            "Dieser Impuls wurde inzwischen geändert. Bitte prüfen Sie beide Fassungen."
        );

    public static ProblemHttpResult CallChangedMeanwhile =>
        Problems.Conflict(
            "call-changed-meanwhile",
            "Jemand hat diesen Aufruf inzwischen geändert. Bitte prüfen Sie beide Fassungen."
        );
}
