namespace Stadtgespraeche.Gateway;

/// <summary>
/// The headers that keep foreign content out of our pages: no script at all on the portal, nothing from other origins, no frames,
/// no address of ours told to others.
/// </summary>
internal static class SecurityHeaders
{
    // KERN draws its icons as data: masks, which count as images.
    private const string Portal =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Api = "default-src 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    internal static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(context.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    private static string PolicyFor(PathString path) =>
        path.StartsWithSegments("/api/docs") ? Docs.ContentSecurityPolicy
        : path.StartsWithSegments("/api") ? Api
        : Portal;
}
