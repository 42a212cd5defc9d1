using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// The issuer of a city's login as a coordinator types it: an https address without query, for one organisation alone.
/// The address of the discovery document is taken too, and cut.
/// </summary>
internal static class CityIssuer
{
    public const string Discovery = "/.well-known/openid-configuration";
    private static readonly string[] Microsoft = ["login.microsoftonline.com", "sts.windows.net", "login.windows.net"];
    private static readonly string[] Anybody =
    [
        "",
        "common",
        "organizations",
        "consumers",
        "9188040d-6c67-4c5b-b112-36a304b66dad",
    ];

    public static string DiscoveryOf(string issuer) => issuer.TrimEnd('/') + Discovery;

    /// <summary>Null: it was refused, and the reason is among <paramref name="errors"/> for the field issuer.</summary>
    public static string? Read(FieldErrors errors, string? typed, bool allowsLocal)
    {
        const string field = "issuer";
        var issuer = errors.ReadLine(
            field,
            "issuer",
            typed,
            CityLogin.LongestIssuer,
            "Bitte geben Sie die Adresse des Logins an, zum Beispiel https://login.stadt.example/realms/stadt."
        );
        if (issuer is null)
        {
            return null;
        }

        if (issuer.EndsWith(Discovery, StringComparison.Ordinal))
        {
            issuer = issuer[..^Discovery.Length];
        }

        if (issuer.Contains('{'))
        {
            errors.Add(field, "issuer-multi-tenant", OneTenant);
        }
        else if (
            !Uri.TryCreate(issuer, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0
            || issuer.AsSpan().IndexOfAny("?#\\ ") >= 0
            || issuer.Any(c => c > 127)
        )
        {
            errors.Add(
                field,
                "issuer-malformed",
                "Das ist keine Adresse eines Logins. Sie beginnt mit https:// und enthält weder Fragezeichen noch Leerzeichen."
            );
        }
        else if (address.Scheme != Uri.UriSchemeHttps && !allowsLocal)
        {
            errors.Add(field, "issuer-not-https", "Die Adresse muss mit https:// beginnen.");
        }
        else if (
            Microsoft.Contains(address.Host)
            && Anybody.Contains(address.Segments.ElementAtOrDefault(1)?.Trim('/').ToLowerInvariant() ?? "")
        )
        {
            errors.Add(field, "issuer-multi-tenant", OneTenant);
        }

        return issuer;
    }

    private const string OneTenant =
        "Diese Adresse gilt für alle Organisationen. Bitte geben Sie die Ihres eigenen Mandanten "
        + "an, mit dessen Kennung: https://login.microsoftonline.com/KENNUNG/v2.0.";
}
