using System.Text.Json.Serialization;

namespace Stadtgespraeche.Portal.Api;

public sealed record Places(FormPlaces? OnSite, FormPlaces? Online, bool Open);

public sealed record FormPlaces(int Capacity, int Free, int Waiting);

/// <summary>
/// A member's own seat, as Registration tells the member. Only an online seat has the online link.
/// </summary>
public sealed record Seat(
    Guid MemberId,
    string DisplayName,
    string Partner,
    string PartnerName,
    Guid SessionId,
    string State,
    [property: JsonPropertyName("seat")] string? SeatForm,
    string? WaitingFor,
    int? WaitingPosition,
    string? Question,
    string? AccessibilityNeeds,
    string? OnlineLink,
    bool Open,
    Places? Places = null
)
{
    public bool HasSeat => State is "Seat" or "SeatAndWaiting";

    public bool Waits => State is "Waiting" or "SeatAndWaiting";
}

public sealed record SeatAnswer(string? Answer, bool KeepOnlineSeat, string? Question, string? AccessibilityNeeds);

public sealed record Participant(
    Guid MemberId,
    string DisplayName,
    string Partner,
    string PartnerName,
    string State,
    string? Seat,
    string? WaitingFor,
    int? WaitingPosition,
    string? Question,
    string? AccessibilityNeeds,
    bool Attended
);

public sealed record Participants(
    Guid SessionId,
    [property: JsonPropertyName("participants")] IReadOnlyList<Participant> All
);

/// <summary>Whom the mails of a session reach.</summary>
public sealed record Reach(int Members, IReadOnlyList<string> Partners, int Seats, int Unanswered);

public sealed record Partner(string Key, string Name, string? Contact = null, bool LegalPagesComplete = true)
{
    /// <summary>The key of the hub's own Notification, which stands among the partners and is no city.</summary>
    public const string Hub = "stadtgespraeche";

    /// <summary>
    /// Whether visitors see it as taking part: the hub's own people belong to no city, and a city comes with its legal
    /// pages.
    /// </summary>
    public bool TakesPart => Key != Hub && LegalPagesComplete;
}

/// <summary>Registration as the pages use it.</summary>
public static class SeatsApi
{
    internal const string Partners = "/api/registration/partners";

    public static Task<Answer<Places>> PlacesAsync(
        this HubApi api,
        Guid session,
        CancellationToken cancellationToken
    ) => api.GetPublicAsync<Places>($"/api/registration/sessions/{session}/places", cancellationToken);

    public static Task<Answer<Seat>> SeatAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Seat>($"/api/registration/sessions/{session}/seat", cancellationToken, token);

    public static Task<Answer<Seat>> AnswerAsync(
        this HubApi api,
        Guid session,
        SeatAnswer answer,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync<Seat>($"/api/registration/sessions/{session}/seat", answer, token, cancellationToken);

    public static Task<Answer<Participants>> ParticipantsAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Participants>($"/api/registration/sessions/{session}/participants", cancellationToken, token);

    public static Task<Answer<Reach>> ReachAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Reach>($"/api/registration/sessions/{session}/reach", cancellationToken, token);

    public static Task<Problem?> SetAttendanceAsync(
        this HubApi api,
        Guid session,
        Guid member,
        bool attended,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"/api/registration/sessions/{session}/attendance/{member}",
            new { attended },
            token,
            cancellationToken
        );

    public static async Task<IReadOnlyList<Partner>> PartnersAsync(
        this HubApi api,
        CancellationToken cancellationToken
    ) => (await api.GetPublicAsync<Partner[]>(Partners, cancellationToken)).Value ?? [];
}
