namespace Stadtgespraeche.Portal.Api;

/// <summary>A city's own login, without its secret. The city registers <see cref="RedirectUri"/> there.</summary>
public sealed record CityLogin(string Partner, string RedirectUri, CityLoginSetting? Login, int Connected);

public sealed record CityLoginSetting(string Issuer, string ClientId, bool Enabled, DateTimeOffset ChangedAt);

public sealed record CityLoginDraft(string? Issuer, string? ClientId, string? ClientSecret, bool Enabled);

public sealed record CityLoginCheck(string? Issuer, IReadOnlyList<CityLoginFinding> Findings);

public sealed record CityLoginFinding(string Code, string Message);

/// <summary>A city's own login as its coordinator sets it.</summary>
public static class CityLoginsApi
{
    public static Task<Answer<CityLogin>> CityLoginAsync(
        this HubApi api,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<CityLogin>(PathOf(partner), cancellationToken, token);

    public static Task<Problem?> SetCityLoginAsync(
        this HubApi api,
        string partner,
        CityLoginDraft draft,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync(PathOf(partner), draft, token, cancellationToken);

    public static Task<Problem?> RemoveCityLoginAsync(
        this HubApi api,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.DeleteAsync(PathOf(partner), token, cancellationToken);

    public static Task<Answer<CityLoginCheck>> CheckCityLoginAsync(
        this HubApi api,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<CityLoginCheck>($"{PathOf(partner)}/check", cancellationToken, token);

    private static string PathOf(string partner) => $"/api/registration/partners/{Uri.EscapeDataString(partner)}/login";
}
