using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// Where to go after the sign-in. Only our own addresses of sign-in count, which for a frontend is the authorization
/// request that it began with; anything else, another site above all, leads to the member's own page.
/// </summary>
internal static class ReturnPath
{
    public const string Parameter = ReturnRule.Parameter;
    public const string Home = "/mein-bereich";

    private static readonly string[] Allowed =
    [
        "/connect/authorize?",
        "/anmelden/passkeys",
        "/anmelden/stadt/verbinden",
        "/anmelden/mandat",
    ];

    // Below it stand addresses that lead to the cities' own sites.
    private const string CityLogin = "/anmelden/stadt";

    public static readonly ReturnRule Rule = new(
        Home,
        2000,
        path => path == CityLogin || Allowed.Any(start => path.StartsWith(start, StringComparison.Ordinal))
    );

    public static string Of(string? path) => Rule.Of(path);

    /// <summary>The address of a sign-in page that goes on to <paramref name="path"/> in the end.</summary>
    public static string On(string page, string? path) => Rule.On(page, path);
}
