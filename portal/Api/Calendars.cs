namespace Stadtgespraeche.Portal.Api;

/// <summary>Whether the member's own calendar has a secret address; <paramref name="Since"/> null: it has none.</summary>
public sealed record OwnCalendar(DateTimeOffset? Since);

/// <summary>Calendars to subscribe to, as the pages use them.</summary>
public static class CalendarsApi
{
    public const string AllSessions = "/api/scheduling/sessions/calendar.ics";
    public const string News = "/api/scheduling/sessions/feed.atom";
    private const string Own = "/api/registration/me/calendar";

    public static string SessionsAbout(Guid topic) => $"{AllSessions}?topic={topic}";

    public static string PathOf(string secret) => $"/api/registration/calendars/{secret}.ics";

    public static Task<Answer<OwnCalendar>> CalendarAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<OwnCalendar>(Own, cancellationToken, token);

    public static Task<Problem?> SetCalendarAsync(
        this HubApi api,
        string? secret,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync(Own, new { secret }, token, cancellationToken);

    public static Task<Problem?> EndCalendarAsync(this HubApi api, string token, CancellationToken cancellationToken) =>
        api.DeleteAsync(Own, token, cancellationToken);
}
