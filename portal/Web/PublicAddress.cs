namespace Stadtgespraeche.Portal.Web;

/// <summary>
/// A whole address of ours as people copy it, and the same as programs for calendars open it by a click
/// (<c>webcal:</c>).
/// </summary>
public sealed record PublicAddress(string Https, string Webcal)
{
    /// <summary>The request has the portal's public address, whatever lies between.</summary>
    public static PublicAddress Of(HttpRequest request, string path) =>
        new($"{RootOf(request)}{path}", $"webcal://{Root(request).Authority}{path}");

    /// <summary>Without a slash at its end.</summary>
    public static string RootOf(HttpRequest request) => Root(request).GetLeftPart(UriPartial.Authority);

    // A port that the scheme has anyway is left out, as people write it.
    private static Uri Root(HttpRequest request) =>
        new UriBuilder(request.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri;
}
