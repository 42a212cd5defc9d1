using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// Where to go after the sign-in. Only our own sign-in addresses count; for a frontend that is the authorization
/// request that it began with. Anything else, above all another site, leads to the member's own page.
/// </summary>
internal static class ReturnPath
{
    public const string Parameter = ReturnRule.Parameter;
    public const string Home = "/mein-bereich";

    // Not below them: "/anmelden/stadt/…" leads to the cities' own sites.
    private static readonly string[] Allowed =
    [
        "/connect/authorize",
        "/anmelden/passkeys",
        "/anmelden/stadt",
        "/anmelden/stadt/verbinden",
        "/anmelden/mandat",
    ];

    public static readonly ReturnRule Rule = new(Home, 2000, Allowed.Contains);

    public static string Of(string? path) => Rule.Of(path);

    /// <summary>The address of a sign-in page that goes on to <paramref name="path"/> in the end.</summary>
    public static string On(string page, string? path) => Rule.On(page, path);
}
