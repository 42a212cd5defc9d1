namespace Stadtgespraeche.Portal.Api;

/// <summary><see cref="Band"/> is Most, Several or Few.</summary>
public sealed record BarometerEntry(Guid Id, string Title, string Band);

/// <summary><see cref="EndsAt"/> is UTC, the first moment after the round.</summary>
public sealed record BarometerRound(Guid Id, DateTimeOffset EndsAt);

/// <summary>What the last round published, and the round that is open.</summary>
public sealed record Barometer(DateTimeOffset? PublishedAt, IReadOnlyList<BarometerEntry> Topics, BarometerRound? Open);

/// <summary>What the signed-in member has marked, and whether the member may mark.</summary>
public sealed record OwnMarks(IReadOnlyList<Guid> Topics, bool MayMark);

/// <summary>Scheduling's barometer as the pages use it.</summary>
public static class BarometerApi
{
    private const string Marks = "/api/scheduling/me/marks";

    public static Task<Answer<Barometer>> BarometerAsync(this HubApi api, CancellationToken cancellationToken) =>
        api.GetPublicAsync<Barometer>("/api/scheduling/barometer", cancellationToken);

    public static Task<Answer<OwnMarks>> MarksAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<OwnMarks>(Marks, cancellationToken, token);

    public static Task<Problem?> SetMarksAsync(
        this HubApi api,
        IReadOnlyList<Guid> topics,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync(Marks, new { topics }, token, cancellationToken);

    public static Task<Problem?> OpenRoundAsync(
        this HubApi api,
        Guid id,
        DateOnly? endsOn,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/scheduling/barometer/rounds/{id}", new { endsOn }, token, cancellationToken);
}
