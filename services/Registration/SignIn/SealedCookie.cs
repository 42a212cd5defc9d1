using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// What waits in the browser for a while, sealed, so that nothing has to be stored here. What was not sealed by us for
/// this <paramref name="purpose"/> is as good as nothing. Whether it still counts is for the reader to judge.
/// </summary>
internal sealed class SealedCookie<T>(string name, string purpose, string path, TimeSpan life)
    where T : class
{
    private const int Longest = 4000;

    public void Keep(HttpContext http, T value) =>
        http.Response.Cookies.Append(
            NameFor(http),
            Protector(http).Protect(JsonSerializer.Serialize(value)),
            Options(http)
        );

    public T? Read(HttpContext http)
    {
        if (http.Request.Cookies[NameFor(http)] is not { Length: > 0 and < Longest } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(Protector(http).Unprotect(text));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http));

    // The prefix keeps other hosts from planting one; it demands the path of the whole site.
    private string NameFor(HttpContext http) => http.Request.IsHttps ? $"__Host-{name}" : name;

    private IDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose);

    private CookieOptions Options(HttpContext http) =>
        CarefulCookie.For(http, http.Request.IsHttps ? "/" : $"{SignInPages.Root}/{path}", life);
}
