using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// The way to addresses that a coordinator has typed: https only, to public addresses only, which is checked for the
/// very address that is connected to, so that a name cannot mean something else a moment later. No redirects, no proxy,
/// no cookies; ten seconds (<c>SignIn:CityLoginPatience</c>), 256 KiB. <c>SignIn:LocalCityLogins</c> lifts the limits
/// of protocol and address for a provider on one's own machine.
/// </summary>
internal sealed class OutsideHttp : IDisposable
{
    private const int Longest = 256 * 1024;

    // Everything that is not the public internet, by the registries of special addresses (RFC 6890). For IPv6 the list
    // below names what is public.
    private static readonly IPNetwork[] Closed =
    [
        .. (
            (string[])
                [
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Tunnels that lead to an IPv4 address inside, and documentation.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                ]
        ).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    public OutsideHttp(IOptions<SignInSettings> settings)
    {
        AllowsLocal = settings.Value.LocalCityLogins;
        Client = new HttpClient(
            new HttpsOnly(AllowsLocal)
            {
                InnerHandler = new JsonIsUtf8
                {
                    InnerHandler = new SocketsHttpHandler
                    {
                        AllowAutoRedirect = false,
                        UseProxy = false,
                        UseCookies = false,
                        MaxResponseHeadersLength = 32,
                        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                        ConnectCallback = ConnectAsync,
                    },
                },
            }
        )
        {
            Timeout = settings.Value.CityLoginPatience,
            MaxResponseContentBufferSize = Longest,
        };
    }

    public HttpClient Client { get; }

    public bool AllowsLocal { get; }

    public void Dispose() => Client.Dispose();

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return (address.AddressFamily != AddressFamily.InterNetworkV6 || PublicV6.Contains(address))
            && !Closed.Any(network => network.Contains(address));
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (!AllowsLocal && !found.All(IsPublic))
        {
            throw new ForbiddenAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A discovery document may name addresses too, so every request is checked.
    private sealed class HttpsOnly(bool allowsLocal) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            allowsLocal || request.RequestUri?.Scheme == Uri.UriSchemeHttps
                ? base.SendAsync(request, cancellationToken)
                : throw new ForbiddenAddressException();
    }
}

/// <summary>An address inside a network, or without encryption.</summary>
internal sealed class ForbiddenAddressException() : HttpRequestException("The address may not be asked.");
