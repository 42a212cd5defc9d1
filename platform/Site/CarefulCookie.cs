using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Site;

/// <summary>
/// Cookies as the site has them: no script reads them, no other site sends them along with a form, and behind https
/// they travel on https only.
/// </summary>
public static class CarefulCookie
{
    public static CookieBuilder Builder(string name) =>
        new()
        {
            Name = name,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
            IsEssential = true,
        };

    /// <summary>For one path alone, and for a while; without <paramref name="life"/> until the browser ends.</summary>
    public static CookieOptions For(HttpContext http, string path, TimeSpan? life = null) =>
        new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = path,
            MaxAge = life,
            IsEssential = true,
        };

    /// <summary>
    /// The cookie of a sign-in. <paramref name="counts"/> asks the database at every request, so that what ends, ends
    /// at once.
    /// </summary>
    public static void OfSignIn(
        CookieAuthenticationOptions options,
        string name,
        bool https,
        TimeSpan life,
        Func<CookieValidatePrincipalContext, Task<bool>> counts
    )
    {
        // The prefix makes the browser refuse a cookie that another host or an unencrypted page has planted.
        options.Cookie = Builder(https ? $"__Host-{name}" : name);
        options.Cookie.Path = "/";
        if (https)
        {
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        options.ExpireTimeSpan = life;
        options.Events.OnValidatePrincipal = async context =>
        {
            try
            {
                if (!await counts(context))
                {
                    context.RejectPrincipal();
                    await context.HttpContext.SignOutAsync(context.Scheme.Name);
                }
            }
            catch (Exception fault) when (Explains(context.HttpContext) && InfrastructureFault.Is(fault))
            {
                // The page that says so needs nobody; the cookie stays.
                context.RejectPrincipal();
            }
        };
    }

    private static bool Explains(HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>() is not null;
}
