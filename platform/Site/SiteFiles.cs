using Microsoft.Extensions.FileProviders;

namespace Stadtgespraeche.Site;

/// <summary>
/// The files of the pages. They are inside this assembly, so that a city's service is one file and has them too.
/// </summary>
public static class SiteFiles
{
    /// <summary>Styles, fonts and icon: <c>site.css</c>, <c>favicon.svg</c>, <c>lib/kern/…</c>.</summary>
    public static IFileProvider Styles { get; } = new EmbeddedFileProvider(typeof(SiteFiles).Assembly, "styles");

    /// <summary><c>passkey.js</c>, for services with sign-in pages.</summary>
    public static IFileProvider Scripts { get; } = new EmbeddedFileProvider(typeof(SiteFiles).Assembly, "scripts");
}
