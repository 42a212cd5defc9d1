using System.ComponentModel.DataAnnotations;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>The section <c>SignIn</c> of the configuration.</summary>
internal sealed class SignInSettings
{
    public const string Section = "SignIn";

    /// <summary>
    /// The address at which people and frontends see us: the portal's public one, with a slash at its end.
    /// </summary>
    [Required]
    public Uri Issuer { get; set; } = new("http://localhost:8080/");

    /// <summary>The frontends that may ask for tokens, by client id.</summary>
    public Dictionary<string, ClientSettings> Clients { get; set; } = [];

    /// <summary>Cities' logins may stand on this machine and go without https; for local runs and tests only.</summary>
    public bool LocalCityLogins { get; set; }

    /// <summary>How long a city's login may take to answer us.</summary>
    public TimeSpan CityLoginPatience { get; set; } = TimeSpan.FromSeconds(10);

    public bool Https => Issuer.Scheme == Uri.UriSchemeHttps;

    /// <summary>The same as browsers write it in the header Origin.</summary>
    public string Origin => Issuer.GetLeftPart(UriPartial.Authority);
}

/// <summary>
/// One frontend. With a <see cref="Secret"/> it is a confidential client, else a public one; both need PKCE.
/// </summary>
internal sealed class ClientSettings
{
    public string Name { get; set; } = "";

    public string? Secret { get; set; }

    /// <summary>Compared letter by letter; no pattern.</summary>
    public List<string> RedirectUris { get; set; } = [];

    public List<string> PostLogoutRedirectUris { get; set; } = [];

    /// <summary>Ours: the member is not asked whether it may know who signs in.</summary>
    public bool FirstParty { get; set; }
}
