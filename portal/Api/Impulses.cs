namespace Stadtgespraeche.Portal.Api;

/// <summary>A call; <see cref="ClosesAt"/> is UTC, the first moment that is too late.</summary>
public sealed record Call(
    Guid Id,
    long Version,
    string Title,
    string? Text,
    Guid? SessionId,
    string? SessionTitle,
    TopicName? Topic,
    DateTimeOffset ClosesAt
);

/// <summary>What a speaker says about an impulse; in a draft anything may be missing.</summary>
public sealed record ImpulseContent(
    string? Title,
    string? Summary,
    Guid? TopicId,
    string? Partner,
    string? Project,
    string? Speaker,
    string? Function,
    string? Biography,
    int? LengthMinutes,
    string? Language,
    bool? MayBeRecorded,
    string? Material
);

public sealed record ImpulseMessage(Guid Id, bool FromOrganisers, string Text, DateTimeOffset At);

public sealed record FieldMessage(string Code, string Message);

/// <summary><see cref="State"/>: Draft, HandedIn, Questioned, Accepted, Rejected or Withdrawn.</summary>
public sealed record OwnImpulse(
    Guid Id,
    long ContentVersion,
    string State,
    Guid? CallId,
    ImpulseContent Content,
    string? AccessibilityNeeds,
    string? RejectedBecause,
    Guid? SessionId,
    IReadOnlyList<ImpulseMessage> Messages,
    IReadOnlyDictionary<string, IReadOnlyList<FieldMessage>> Missing
)
{
    public bool IsDecided => State is "Rejected" or "Withdrawn";

    /// <summary>A draft that was deleted: what it said is forgotten.</summary>
    public bool IsForgotten => State == "Withdrawn" && Content.Title is null;
}

/// <summary>
/// In the organisers' list; <see cref="InvitedAt"/>: when somebody without an account was invited to it, null for members.
/// </summary>
public sealed record ImpulseLine(
    Guid Id,
    string State,
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
    /// <summary>An invited speaker has handed nothing in; there is nothing to read yet.</summary>
    public bool IsSilent => InvitedAt is not null && Title is null;
}

/// <summary><see cref="TakenOver"/>: what it said when it was last put into a programme.</summary>
public sealed record ImpulseForOrganisers(
    Guid Id,
    long Version,
    long ContentVersion,
    string State,
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
    IReadOnlyList<ImpulseMessage> Messages
)
{
    public bool IsDecided => State is "Rejected" or "Withdrawn";
}

/// <summary>Scheduling's calls and impulses as the pages use them.</summary>
public static class ImpulsesApi
{
    private const string Calls = "/api/scheduling/calls";
    private const string Root = "/api/scheduling/impulses";
    private const string Own = "/api/scheduling/me/impulses";

    private sealed record CallList(IReadOnlyList<Call> Calls);

    private sealed record OwnList(IReadOnlyList<OwnImpulse> Impulses);

    private sealed record Lines(IReadOnlyList<ImpulseLine> Impulses);

    public static async Task<Answer<IReadOnlyList<Call>>> CallsAsync(
        this HubApi api,
        CancellationToken cancellationToken
    ) => (await api.GetPublicAsync<CallList>(Calls, cancellationToken)).Map(list => list.Calls);

    /// <summary>The same as it stands now, for who changes calls.</summary>
    public static async Task<Answer<IReadOnlyList<Call>>> CallsNowAsync(
        this HubApi api,
        CancellationToken cancellationToken
    ) => (await api.GetAsync<CallList>(Calls, cancellationToken)).Map(list => list.Calls);

    /// <summary>Closed ones too, for organisers.</summary>
    public static async Task<Answer<IReadOnlyList<Call>>> AllCallsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => (await api.GetAsync<CallList>($"{Calls}/all", cancellationToken, token)).Map(list => list.Calls);

    public static Task<Problem?> OpenCallAsync(
        this HubApi api,
        Guid id,
        object call,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Calls}/{id}", call, token, cancellationToken);

    public static async Task<Answer<IReadOnlyList<OwnImpulse>>> OwnImpulsesAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => (await api.GetAsync<OwnList>(Own, cancellationToken, token)).Map(list => list.Impulses);

    /// <summary>Answers with the impulse as it stands now.</summary>
    public static Task<Answer<OwnImpulse>> WriteImpulseAsync(
        this HubApi api,
        Guid id,
        object impulse,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync<OwnImpulse>($"{Own}/{id}", impulse, token, cancellationToken);

    public static Task<Problem?> WithdrawImpulseAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Own}/{id}/withdrawal", new { }, token, cancellationToken);

    public static Task<Problem?> AnswerOrganisersAsync(
        this HubApi api,
        Guid id,
        Guid message,
        string? text,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Own}/{id}/messages/{message}", new { text }, token, cancellationToken);

    public static async Task<Answer<IReadOnlyList<ImpulseLine>>> ImpulsesAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => (await api.GetAsync<Lines>(Root, cancellationToken, token)).Map(list => list.Impulses);

    public static Task<Answer<ImpulseForOrganisers>> ImpulseAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<ImpulseForOrganisers>($"{Root}/{id}", cancellationToken, token);

    /// <summary>Somebody without an account gets a mail with a link; the address goes no further than that.</summary>
    public static Task<Problem?> InviteSpeakerAsync(
        this HubApi api,
        Guid id,
        object invitation,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/registration/speaker-invitations/{id}", invitation, token, cancellationToken);

    /// <summary><paramref name="what"/>: messages/{id}, decision, note or programme.</summary>
    public static Task<Problem?> ChangeImpulseAsync(
        this HubApi api,
        Guid id,
        string what,
        object body,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/{what}", body, token, cancellationToken);
}
