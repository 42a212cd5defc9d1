using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Site;

/// <summary>
/// A sentence about what was just done, carried over the redirect in a small cookie and shown once. The framework's
/// TempData would set a cookie on every page.
/// </summary>
public static class Notice
{
    private const string Name = "meldung";

    public static void Leave(HttpContext context, string text) =>
        context.Response.Cookies.Append(Name, text, Options(context));

    public static string? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 500 } text)
        {
            return null;
        }

        context.Response.Cookies.Delete(Name, Options(context));
        return text;
    }

    private static CookieOptions Options(HttpContext context) =>
        CarefulCookie.For(context, "/", TimeSpan.FromMinutes(1));
}
