using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Transforms;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// A large file (a city's kit) may take longer than answers otherwise do, once it has begun: over a slow line it is
/// minutes. A service that stops sending, or a client that stops reading, still ends it (30 seconds without a byte;
/// Kestrel's least rate).
/// </summary>
internal static class Downloads
{
    public static IReverseProxyBuilder LetDownloadsTakeTheirTime(this IReverseProxyBuilder proxy) =>
        proxy.AddTransforms(route =>
            route.AddResponseTransform(answer =>
            {
                if (answer.ProxyResponse?.Content.Headers.ContentType?.MediaType == "application/zip")
                {
                    answer.HttpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
                }

                return ValueTask.CompletedTask;
            })
        );
}
