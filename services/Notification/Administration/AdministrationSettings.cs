using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// The section <c>Administration</c>: under which name people open the city's own pages. Passkeys belong to this name.
/// <c>localhost</c> is this machine itself and needs no certificate; any other name is reached by https only.
/// </summary>
public sealed class AdministrationSettings
{
    public const string Section = "Administration";
    public const string ThisMachine = "localhost";

    public string Host { get; set; } = ThisMachine;

    public bool Https => Host != ThisMachine;

    /// <summary>The address that people type, with a slash at its end.</summary>
    public Uri AddressFor(IConfiguration configuration)
    {
        var listening = ListenUrls
            .Of(configuration)
            .Select(BindingAddress.Parse)
            .Where(address => address.Port > 0)
            .ToList();
        var own = listening.Find(address => address.Scheme == Uri.UriSchemeHttps);
        if (Https)
        {
            return new UriBuilder(Uri.UriSchemeHttps, Host, own?.Port ?? 443).Uri;
        }

        own ??= listening.FirstOrDefault();
        return new UriBuilder(own?.Scheme ?? Uri.UriSchemeHttp, Host, own?.Port ?? 5000).Uri;
    }
}
