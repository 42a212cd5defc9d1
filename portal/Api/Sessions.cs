namespace Stadtgespraeche.Portal.Api;

public sealed record Venue(string? Name, string? Street, string? PostalCode, string? City, string? AccessibilityNotes);

public sealed record ProgrammeItem(
    string Kind,
    string Title,
    int LengthMinutes,
    string? Speaker,
    string? Partner,
    string? Project
);

/// <summary>What one publication changed; the text is a German sentence without its full stop.</summary>
public sealed record PublicVersion(long Version, DateTimeOffset At, IReadOnlyList<PublicChange> Changes);

public sealed record PublicChange(string Field, string? Old, string? New, string Text);

/// <summary>A session as Scheduling tells everybody; organisers also see the online link.</summary>
public sealed record Session(
    Guid Id,
    long Version,
    string Status,
    string? CancellationReason,
    string Title,
    string? Description,
    IReadOnlyList<TopicName>? Topics,
    DateTimeOffset Start,
    string TimeZone,
    int LengthMinutes,
    string Form,
    Venue? Venue,
    int? CapacityOnSite,
    int? CapacityOnline,
    IReadOnlyList<ProgrammeItem>? Programme,
    string? OnlineLink,
    string? DescriptionHtml = null,
    DateTimeOffset? ChangedAt = null,
    IReadOnlyList<PublicVersion>? Changes = null
)
{
    public bool IsCancelled => Status == "Cancelled";

    public bool HasOnSite => Form is "OnSite" or "Hybrid";

    public bool HasOnline => Form is "Online" or "Hybrid";

    public DateTimeOffset End => Start.AddMinutes(LengthMinutes);
}

/// <summary>A session as it is typed, complete or not; the start is local time.</summary>
public sealed record SessionPlan(
    string? Title,
    string? Description,
    IReadOnlyList<Guid>? Topics,
    string? LocalStart,
    string TimeZone,
    int? LengthMinutes,
    string? Form,
    Venue? Venue,
    int? CapacityOnSite,
    int? CapacityOnline,
    string? OnlineLink,
    IReadOnlyList<PlannedItem>? Programme
);

public sealed record PlannedItem(
    string? Kind,
    string? Title,
    int? LengthMinutes,
    string? Speaker,
    string? Partner,
    string? Project
);

/// <summary>Scheduling as the pages use it.</summary>
public static class SessionsApi
{
    private sealed record SessionList(IReadOnlyList<Session> Sessions);

    public static async Task<Answer<IReadOnlyList<Session>>> SessionsAsync(
        this HubApi api,
        string when,
        CancellationToken cancellationToken
    ) =>
        (await api.GetPublicAsync<SessionList>($"/api/scheduling/sessions?when={when}", cancellationToken)).Is(
            out var list,
            out var problem
        )
            ? Answer<IReadOnlyList<Session>>.Of(list.Sessions)
            : Answer<IReadOnlyList<Session>>.Of(problem);

    public static Task<Answer<Session>> SessionAsync(this HubApi api, Guid id, CancellationToken cancellationToken) =>
        api.GetPublicAsync<Session>($"/api/scheduling/sessions/{id}", cancellationToken);

    public static Task<Answer<byte[]>> CalendarAsync(this HubApi api, Guid id, CancellationToken cancellationToken) =>
        api.GetFileAsync($"/api/scheduling/sessions/{id}/calendar.ics", cancellationToken);

    public static Task<Answer<Session>> SessionToEditAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Session>($"/api/scheduling/sessions/{id}/edit", cancellationToken, token);

    public static Task<Problem?> CancelSessionAsync(
        this HubApi api,
        Guid id,
        string? reason,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/scheduling/sessions/{id}/cancellation", new { reason }, token, cancellationToken);
}
