using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// A person who was signed in with one mandate is about to sign in with another, to link the two. This waits in the
/// browser, sealed, for half an hour, and counts only while nothing that opens the first account has changed. Nothing
/// is stored.
/// </summary>
internal sealed record PendingMandateCookie(Guid MemberId, string Stamp, DateTimeOffset At)
{
    private const string Name = "mandat";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public void Keep(HttpContext http) =>
        http.Response.Cookies.Append(
            CookieName(http),
            Protector(http).Protect(JsonSerializer.Serialize(this)),
            Options(http)
        );

    public static async Task<PendingMandateCookie?> ReadAsync(
        HttpContext http,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (http.Request.Cookies[CookieName(http)] is not { Length: > 0 and < 4000 } text)
        {
            return null;
        }

        try
        {
            return
                JsonSerializer.Deserialize<PendingMandateCookie>(Protector(http).Unprotect(text)) is { } waiting
                && time.GetUtcNow() < waiting.At + Life
                && await db.Accounts.AnyAsync(
                    account => account.Id == waiting.MemberId && account.SecurityStamp == waiting.Stamp,
                    cancellationToken
                )
                ? waiting
                : null;
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
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("mandate-waits");

    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            Path = http.Request.IsHttps ? "/" : $"{SignInPages.Root}/mandat",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Life,
            IsEssential = true,
        };
}
