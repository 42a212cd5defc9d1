using System.ComponentModel.DataAnnotations;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// The section <c>SignIn</c>: the issuer of tokens, which is this portal's own public address, and the portal's secret
/// there.
/// </summary>
public sealed class SignInSettings
{
    public const string Client = "portal";
    public const string Callback = "/signin-oidc";

    /// <summary>With a slash at its end.</summary>
    [Required]
    public Uri Issuer { get; set; } = new("http://localhost:8080/");

    [Required]
    public string ClientSecret { get; set; } = "";

    public bool Https => Issuer.Scheme == Uri.UriSchemeHttps;
}
