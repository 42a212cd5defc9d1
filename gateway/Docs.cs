using Scalar.AspNetCore;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// The page on which developers read and try the merged API; all its parts are served from here, nothing is loaded from
/// elsewhere.
/// </summary>
internal static class Docs
{
    // Scalar starts from an inline script and styles itself at run time; that is allowed on this one page only.
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Configure(ScalarOptions options)
    {
        options.Title = "Stadtgespräche – API";
        options.OpenApiRoutePattern = "/api/openapi.json";
        options.DefaultFonts = false;
        options.Telemetry = false;
        // These would send documents to the maker of the page.
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.HideClientButton = true;
    }
}
