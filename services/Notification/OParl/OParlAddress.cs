using System.Net;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Which addresses of a council information system may be asked: the one that the administrator chose, and others at
/// the same host and port only.
/// </summary>
public static class OParlAddress
{
    /// <summary>Escaped as it is asked for and kept, for one umlaut becomes six characters.</summary>
    private const int Longest = 2_000;

    /// <summary>The typed address, or what is wrong with it.</summary>
    public static (Uri? Address, string? Fault) Of(string? typed, bool allowHttp)
    {
        if (
            !Uri.TryCreate(typed?.Trim(), UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || IsTooLong(address)
        )
        {
            return (null, "Bitte nennen Sie die OParl-Adresse, zum Beispiel https://ris.stadt.example/oparl/v1.");
        }

        if (address.UserInfo.Length > 0)
        {
            return (null, "Eine Adresse mit Benutzername oder Passwort wird nicht gefragt.");
        }

        if (address.Scheme == "http" && !address.IsLoopback && !allowHttp)
        {
            return (
                null,
                "Die Adresse muss mit https:// beginnen. Einen Server im eigenen Netz ohne Verschlüsselung erlaubt "
                    + "die Einstellung OParl:AllowHttp."
            );
        }

        return (WithoutFragment(address), null);
    }

    /// <summary>
    /// Where <paramref name="link"/> on the page <paramref name="at"/> leads, or null when that is elsewhere. A server
    /// behind a proxy often writes http where it is itself asked with https: such a link is followed encrypted.
    /// </summary>
    public static Uri? Follow(Uri at, string? link)
    {
        if (
            string.IsNullOrWhiteSpace(link)
            || link.Length > Longest
            || !Uri.TryCreate(at, link.Trim(), out var address)
        )
        {
            return null;
        }

        if (address.Scheme == "http" && at.Scheme == "https" && address.IsDefaultPort && at.IsDefaultPort)
        {
            address = new UriBuilder(address) { Scheme = "https", Port = -1 }.Uri;
        }

        var same =
            address.Scheme == at.Scheme
            && address.Port == at.Port
            && string.Equals(address.IdnHost, at.IdnHost, StringComparison.OrdinalIgnoreCase);
        return same && address.UserInfo.Length == 0 && !IsTooLong(address) ? WithoutFragment(address) : null;
    }

    internal static bool IsTooLong(Uri address) =>
        address.OriginalString.Length > Longest || address.AbsoluteUri.Length > Longest;

    /// <summary>
    /// Addresses that belong to the machine or its provider and never to a council information system.
    /// </summary>
    public static bool IsClosed(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.IsIPv6LinkLocal || address.IsIPv6Multicast || Closed.Any(network => network.Contains(address));
    }

    private static readonly IPNetwork[] Closed =
    [
        .. ((string[])["0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/128", "fd00:ec2::/32"]).Select(
            IPNetwork.Parse
        ),
    ];

    private static Uri WithoutFragment(Uri address) =>
        address.Fragment.Length == 0 ? address : new UriBuilder(address) { Fragment = "" }.Uri;
}
