using System.Text;

namespace Stadtgespraeche.Portal.Web;

/// <summary>What search engines leave alone (RFC 9309): everything personal, signing in, and the API about members.</summary>
internal static class Robots
{
    private static readonly string[] Others = ["/anmelden", "/connect", "/hinweis", "/api/registration"];

    // A rule counts for all addresses that begin so, and the longest rule wins.
    private static readonly string[] Public = ["/impulse", "/kommunen"];

    public static IResult Handle(HttpContext http)
    {
        var text = new StringBuilder("User-agent: *\n");
        foreach (var path in PagesRegistration.PersonalPaths.Concat(Others))
        {
            text.Append("Disallow: ").Append(path).Append('\n');
        }

        foreach (var path in Public)
        {
            text.Append("Allow: ").Append(path).Append('\n');
        }

        text.Append("\nSitemap: ").Append(PublicAddress.RootOf(http.Request)).Append("/sitemap.xml\n");
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(text.ToString(), "text/plain", Encoding.UTF8);
    }
}
