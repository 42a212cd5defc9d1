namespace Stadtgespraeche.Gateway;

/// <summary>
/// The headers that keep foreign content out of our pages: no script at all on the portal, none but our own at sign-in,
/// nothing from other origins, no frames, no address of ours told to others.
/// </summary>
internal static class SecurityHeaders
{
    // KERN draws its icons as data: masks, which count as images.
    private const string Portal =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // Passkeys are the one thing that needs a script; it is a file of ours and speaks to nobody else.
    private const string SignIn = $"{Portal}; script-src 'self'; connect-src 'self'";

    private const string Api = "default-src 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    Set(context);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );

    internal static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        // A sign-in page may name, in its own policy, the frontends to which its form leads back.
        if (!(IsSignIn(context.Request.Path) && headers.ContentSecurityPolicy.Count > 0))
        {
            headers.ContentSecurityPolicy = PolicyFor(context.Request.Path);
        }

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Outside a developer's machine everything is https, though the proxy that ends TLS may not say so; over http
        // browsers ignore it.
        if (!context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
    }

    private static string PolicyFor(PathString path) =>
        path.StartsWithSegments("/api/docs") ? Docs.ContentSecurityPolicy
        : path.StartsWithSegments("/api", out var rest) ? (rest.Value is "" or "/" ? Portal : Api)
        : IsSignIn(path) ? SignIn
        : Portal;

    private static bool IsSignIn(PathString path) =>
        path.StartsWithSegments("/anmelden") || path.StartsWithSegments("/connect");
}
