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

    // The page's own frame names no language; without script it shows nothing anyhow.
    private const string Language = "<script>document.documentElement.lang = 'en'</script>";

    // The page's own greys and colours are too pale to read (WCAG 2.2, 1.4.3).
    private const string Contrast = """
        .light-mode { --scalar-color-1: #1a1a1a; --scalar-color-2: #333; --scalar-color-3: #4a4a4a; --scalar-color-ghost: #4a4a4a;
          --scalar-sidebar-color-2: #333; --scalar-sidebar-search-color: #4a4a4a; --scalar-color-green: #0a5c2b;
          --scalar-color-orange: #8a3b00; --scalar-color-yellow: #6b4e00; --scalar-color-red: #a11212; --scalar-color-blue: #0b4f9e;
          --scalar-color-purple: #5b2ea6; --scalar-color-accent: #0b4f9e; }
        .light-mode .sidebar-search-placeholder, .light-mode .client-libraries-text { color: #333; opacity: 1; }
        """;

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
        options.AddHeadContent(Language);
        options.DarkMode = false;
        options.HideDarkModeToggle = true;
        options.CustomCss = Contrast;
    }
}
