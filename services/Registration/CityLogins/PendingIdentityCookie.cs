using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// A person came from a city's login that no member has connected yet. The identity waits in this browser, sealed, for
/// half an hour until a member of that very partner claims it; a mail may have to arrive meanwhile. Nothing is stored.
/// </summary>
internal sealed record PendingIdentityCookie(string Partner, string Issuer, string Subject, DateTimeOffset At)
{
    private const string Name = "stadtlogin";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public void Keep(HttpContext http) =>
        http.Response.Cookies.Append(
            CookieName(http),
            Protector(http).Protect(JsonSerializer.Serialize(this)),
            Options(http)
        );

    public static PendingIdentityCookie? Read(HttpContext http, TimeProvider time)
    {
        if (http.Request.Cookies[CookieName(http)] is not { Length: > 0 and < 4000 } sealedIdentity)
        {
            return null;
        }

        try
        {
            var waiting = JsonSerializer.Deserialize<PendingIdentityCookie>(Protector(http).Unprotect(sealedIdentity));
            return waiting is not null && time.GetUtcNow() < waiting.At + Life ? waiting : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(CookieName(http), Options(http));

    // The prefix keeps other hosts from planting one; it demands the path of the whole site.
    private static string CookieName(HttpContext http) => http.Request.IsHttps ? $"__Host-{Name}" : Name;

    private static IDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("city-identity-waits");

    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            Path = http.Request.IsHttps ? "/" : $"{SignInPages.Root}/stadt",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Life,
            IsEssential = true,
        };
}
