namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// Where to go after the sign-in. Only our own sign-in addresses count; for a frontend that is the authorization
/// request that it began with. Anything else, above all another site, leads to the member's own page.
/// </summary>
internal static class ReturnPath
{
    /// <summary>Name of the parameter in addresses and forms.</summary>
    public const string Parameter = "weiter";

    public const string Home = "/mein-bereich";

    private const int MaxLength = 2000;
    private static readonly string[] Allowed =
    [
        "/connect/authorize?",
        "/anmelden/passkeys",
        "/anmelden/stadt/verbinden",
        "/anmelden/mandat",
    ];

    // Addresses below it lead to the cities' own sites.
    private const string CityLogin = "/anmelden/stadt";

    public static string Of(string? path) => IsSafe(path) ? path! : Home;

    /// <summary>The address of a sign-in page that goes on to <paramref name="path"/> in the end.</summary>
    public static string On(string page, string? path) =>
        IsSafe(path) ? page + QueryString.Create(Parameter, path!) : page;

    private static bool IsSafe(string? path) =>
        path is { Length: > 0 and <= MaxLength }
        && (path == CityLogin || Allowed.Any(start => path.StartsWith(start, StringComparison.Ordinal)))
        && !path.Any(character => char.IsControl(character) || character is '\\');
}
