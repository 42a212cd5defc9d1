using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Web;

/// <summary>Razor Pages with small, careful cookies, and nothing personal in any cache.</summary>
internal static class PagesRegistration
{
    internal static readonly string[] PersonalPaths =
    [
        "/platz",
        "/beitrag",
        "/bewerbung",
        "/impuls",
        "/mitmachen/bewerbung",
        "/organisation",
        "/mein-bereich",
        "/kommune",
        "/loeschung",
        "/anmeldung",
        "/abmeldung",
        "/signin-oidc",
    ];

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.AddSitePages();
        builder.Environment.WebRootFileProvider = SiteFiles.Styles;
        builder.Services.AddResponseCompression(options => options.MimeTypes = ["text/css", "image/svg+xml"]);
        builder.Services.AddSingleton(TimeProvider.System);
    }

    public static void UsePageHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (PersonalPaths.Any(path => context.Request.Path.StartsWithSegments(path)))
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.CacheControl = "no-store";
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            }
        );

    /// <summary>Styles, fonts and icon; an address with a version (<c>?v=</c>) may be kept for a year.</summary>
    public static void UseAssets(this WebApplication app) =>
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = file =>
                    file.Context.Response.Headers.CacheControl =
                        file.Context.Request.Query.ContainsKey("v")
                        || file.File.Name.EndsWith(".woff2", StringComparison.Ordinal)
                            ? "public, max-age=31536000, immutable"
                            : "public, max-age=3600",
            }
        );
}
