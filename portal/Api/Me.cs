namespace Stadtgespraeche.Portal.Api;

public sealed record OwnSeat(
    Guid SessionId, DateTimeOffset Start, bool Cancelled, bool Open, string State, string? Seat, string? WaitingFor, int? WaitingPosition,
    string? Question, bool Attended);

public sealed record OwnSeats(IReadOnlyList<OwnSeat> Seats);

public sealed record Device(Guid Id, string Name, string Method, DateTimeOffset SignedInAt, DateTimeOffset LastUsedAt, bool Current);

public sealed record Devices([property: System.Text.Json.Serialization.JsonPropertyName("devices")] IReadOnlyList<Device> All);

/// <summary>Who vouches for the member and for how long, as far as that partner told it.</summary>
public sealed record Mandate(string Partner, string PartnerName, DateOnly? From, DateOnly? Until, bool Ended, DateTimeOffset? EndedAt);

public sealed record OwnContributions(IReadOnlyList<Contribution> Contributions);

/// <summary>What the API tells whoever is signed in about the own things.</summary>
public static class MeApi
{
    public static Task<Answer<OwnSeats>> OwnSeatsAsync(this HubApi api, string token, CancellationToken cancellationToken) =>
        api.GetAsync<OwnSeats>("/api/registration/me/seats", cancellationToken, token);

    public static Task<Answer<Seat>> OwnSeatAsync(this HubApi api, Guid session, string token, CancellationToken cancellationToken) =>
        api.GetAsync<Seat>($"/api/registration/me/seats/{session}", cancellationToken, token);

    public static Task<Answer<Seat>> AnswerMyselfAsync(
        this HubApi api, Guid session, SeatAnswer answer, string token, CancellationToken cancellationToken) =>
        api.PutAsync<Seat>($"/api/registration/me/seats/{session}", answer, token, cancellationToken);

    public static Task<Answer<Mandate>> MandateAsync(this HubApi api, string token, CancellationToken cancellationToken) =>
        api.GetAsync<Mandate>("/api/registration/me/mandate", cancellationToken, token);

    public static Task<Answer<Devices>> DevicesAsync(this HubApi api, string token, CancellationToken cancellationToken) =>
        api.GetAsync<Devices>("/api/registration/me/devices", cancellationToken, token);

    public static Task<Problem?> EndDeviceAsync(this HubApi api, Guid id, string token, CancellationToken cancellationToken) =>
        api.DeleteAsync($"/api/registration/me/devices/{id}", token, cancellationToken);

    public static Task<Answer<OwnContributions>> OwnContributionsAsync(this HubApi api, string token, CancellationToken cancellationToken) =>
        api.GetAsync<OwnContributions>("/api/knowledge/me/contributions", cancellationToken, token);
}
