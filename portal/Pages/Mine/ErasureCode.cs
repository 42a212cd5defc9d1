using System.Security.Cryptography;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// The secret that shows how far an erasure has come to somebody who no longer has an account. A cookie keeps it for
/// that page alone and 60 days.
/// </summary>
internal static class ErasureCode
{
    public const string Path = "/loeschung";
    private const string Cookie = "loeschung";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    public static string Make() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static void Keep(HttpContext context, string code) =>
        context.Response.Cookies.Append(Cookie, code, CarefulCookie.For(context, Path, Kept));

    public static string? Of(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: 64 } code && code.All(char.IsAsciiHexDigit) ? code : null;
}
