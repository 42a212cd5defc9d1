namespace Stadtgespraeche.Portal.Api;

public sealed record OwnSeat(
    Guid SessionId,
    DateTimeOffset Start,
    bool Cancelled,
    bool Open,
    string State,
    string? Seat,
    string? WaitingFor,
    int? WaitingPosition,
    string? Question,
    bool Attended
);

public sealed record OwnSeats(IReadOnlyList<OwnSeat> Seats);

public sealed record Device(
    Guid Id,
    string Name,
    string Method,
    DateTimeOffset SignedInAt,
    DateTimeOffset LastUsedAt,
    bool Current
);

public sealed record Devices(
    [property: System.Text.Json.Serialization.JsonPropertyName("devices")] IReadOnlyList<Device> All
);

/// <summary>
/// Who vouches for the member and for how long, as far as the partner says so. A partner does not know members who came
/// in by an invitation.
/// </summary>
public sealed record Mandate(
    string Partner,
    string PartnerName,
    DateOnly? From,
    DateOnly? Until,
    bool Ended,
    DateTimeOffset? EndedAt,
    DateOnly? DeletedOn = null,
    bool UnknownToPartner = false
);

/// <summary>
/// One of the person's linked mandates. <paramref name="Invited"/>: this one gets the invitations and seats.
/// </summary>
public sealed record LinkedMandate(
    Guid MemberId,
    string DisplayName,
    string Partner,
    string PartnerName,
    DateOnly? From,
    DateOnly? Until,
    bool Ended,
    DateOnly? DeletedOn,
    bool Current,
    bool Invited
)
{
    public Mandate AsMandate() => new(Partner, PartnerName, From, Until, Ended, null, DeletedOn);
}

public sealed record LinkedMandates(IReadOnlyList<LinkedMandate> Mandates);

/// <summary>
/// What others at the same sessions see of the member; faction and topics are null while they are closed.
/// </summary>
public sealed record Visibility(bool Name, bool City, string? Faction, string? Topics);

public sealed record Companion(string? Name, string? City, string? Faction, string? Topics);

/// <summary>Who else is at a session, as far as they opened it; <paramref name="Others"/> opened nothing.</summary>
public sealed record Company(IReadOnlyList<Companion> Companions, int Others);

/// <summary>What the API tells signed-in members about themselves.</summary>
public static class MeApi
{
    public static Task<Answer<OwnSeats>> OwnSeatsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<OwnSeats>("/api/registration/me/seats", cancellationToken, token);

    public static Task<Answer<Seat>> OwnSeatAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Seat>($"/api/registration/me/seats/{session}", cancellationToken, token);

    public static Task<Answer<Seat>> AnswerMyselfAsync(
        this HubApi api,
        Guid session,
        SeatAnswer answer,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync<Seat>($"/api/registration/me/seats/{session}", answer, token, cancellationToken);

    public static Task<Answer<Mandate>> MandateAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Mandate>("/api/registration/me/mandate", cancellationToken, token);

    public static Task<Answer<LinkedMandates>> MandatesAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<LinkedMandates>("/api/registration/me/mandates", cancellationToken, token);

    public static Task<Problem?> UnlinkMandateAsync(
        this HubApi api,
        Guid member,
        string token,
        CancellationToken cancellationToken
    ) => api.DeleteAsync($"/api/registration/me/mandates/{member}", token, cancellationToken);

    public static Task<Answer<Visibility>> VisibilityAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Visibility>("/api/registration/me/visibility", cancellationToken, token);

    public static Task<Problem?> SetVisibilityAsync(
        this HubApi api,
        Visibility visibility,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync("/api/registration/me/visibility", visibility, token, cancellationToken);

    public static Task<Answer<Company>> CompanyAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Company>($"/api/registration/sessions/{session}/company", cancellationToken, token);

    public static Task<Answer<Devices>> DevicesAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Devices>("/api/registration/me/devices", cancellationToken, token);

    public static Task<Problem?> EndDeviceAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.DeleteAsync($"/api/registration/me/devices/{id}", token, cancellationToken);

    public static Task<Answer<ContributionList>> OwnContributionsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<ContributionList>("/api/knowledge/me/contributions", cancellationToken, token);
}
