using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Takes the address of the person from <c>X-Forwarded-For</c> when the portal asks, and from nobody else. The portal's addresses stand
/// in <c>Portal:Addresses</c>; without them only this machine is believed.
/// </summary>
internal static class TrustedProxies
{
    public static void TrustOnlyThePortal(this WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            options.ForwardLimit = 1;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var address in builder.Configuration.GetSection("Portal:Addresses").Get<string[]>() ?? ["127.0.0.1", "::1"])
            {
                options.KnownProxies.Add(IPAddress.Parse(address));
            }
        });
}
