using System.Text;
using System.Text.Json;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Links;

/// <summary>
/// Personal links from the cities' mails. The token leaves the address at once and moves to a cookie, which only the
/// pages of its session or impulse get and which ends with the browser. The API judges tokens, the portal does not.
/// </summary>
internal static class PersonalLinkCookie
{
    private const int LongestToken = 4096;

    /// <summary>The session that a token claims to be for, unchecked; null when it is no readable token.</summary>
    public static Guid? SessionOf(string? token) => IdIn(token, "session");

    /// <summary>The impulse that a speaker's token claims to be for, unchecked: a speaker has its id for name.</summary>
    public static Guid? ImpulseOf(string? token) => IdIn(token, "sub");

    private static Guid? IdIn(string? token, string claim)
    {
        if (token is null || !IsToken(token) || token.Split('.') is not [_, var payload, _])
        {
            return null;
        }

        try
        {
            var bytes = Convert.FromBase64String(
                payload.Replace('-', '+').Replace('_', '/').PadRight((payload.Length + 3) / 4 * 4, '=')
            );
            using var claims = JsonDocument.Parse(Encoding.UTF8.GetString(bytes));
            return claims.RootElement.TryGetProperty(claim, out var value) && value.TryGetGuid(out var id) ? id : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// Keeps the token for the pages below <paramref name="path"/>; the cookie is named after its first segment.
    /// </summary>
    public static void Keep(HttpContext context, string path, string token) =>
        context.Response.Cookies.Append(Name(path), token, CarefulCookie.For(context, path));

    public static string? Kept(HttpContext context, string path) =>
        context.Request.Cookies[Name(path)] is { } token && IsToken(token) ? token : null;

    /// <summary>Whether it looks like a token, so that a header can carry it.</summary>
    public static bool IsToken(string text) =>
        text is { Length: > 0 and <= LongestToken }
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private static string Name(string path) => path.Split('/')[1];
}
