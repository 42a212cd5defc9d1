using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Takes the address of the person from <c>X-Forwarded-For</c> when the portal asks (<c>Portal:Addresses</c>, else this
/// machine), or a proxy of ours that ends TLS before the gateway (<c>Proxy:Addresses</c>, else none), and from nobody
/// else; the protocol likewise.
/// </summary>
internal static class TrustedProxies
{
    public static IReadOnlyList<IPAddress> Portal(IConfiguration configuration) =>
        Read(configuration, "Portal:Addresses", "127.0.0.1", "::1");

    public static void TrustOnlyThePortal(this WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = 1;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (
                var address in Portal(builder.Configuration).Concat(Read(builder.Configuration, "Proxy:Addresses"))
            )
            {
                options.KnownProxies.Add(address);
            }
        });

    private static IPAddress[] Read(IConfiguration configuration, string key, params string[] otherwise) =>
        [.. (configuration.GetSection(key).Get<string[]>() ?? otherwise).Select(IPAddress.Parse)];
}
