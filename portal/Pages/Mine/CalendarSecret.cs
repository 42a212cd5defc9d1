using System.Buffers.Text;
using System.Security.Cryptography;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// The secret in the address of a member's own calendar. Nobody can show it again, so a cookie keeps it for its page
/// alone, for as long as it takes to copy it.
/// </summary>
internal static class CalendarSecret
{
    public const string Path = "/mein-bereich/kalender";
    public const int Length = 43;
    private const string Cookie = "kalender";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static void Keep(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Cookie, secret, CarefulCookie.For(context, Path, Kept));

    public static void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(Cookie, CarefulCookie.For(context, Path));

    public static string? Of(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: Length } secret && Base64Url.IsValid(secret) ? secret : null;
}
