using Yarp.ReverseProxy.Transforms;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Removes what only proxies may say but some frameworks believe: another address, host or method than the request's
/// own. The <c>X-Forwarded-*</c> that the gateway itself says are written over whatever came in.
/// </summary>
internal static class ForgedHeaders
{
    private static readonly string[] Names =
    [
        "Forwarded",
        "X-Real-IP",
        "X-Client-IP",
        "True-Client-IP",
        "X-Forwarded-Port",
        "X-Forwarded-Server",
        "X-Forwarded-Scheme",
        "X-Original-For",
        "X-Original-Host",
        "X-Original-Proto",
        "X-Original-Prefix",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-HTTP-Method",
        "X-HTTP-Method-Override",
        "X-Method-Override",
    ];

    public static IReverseProxyBuilder RemoveForgedHeaders(this IReverseProxyBuilder proxy) =>
        proxy.AddTransforms(route =>
        {
            foreach (var name in Names)
            {
                route.AddRequestHeaderRemove(name);
            }

            // Nobody needs to know which software answers.
            route.AddResponseHeaderRemove("Server", ResponseCondition.Always);
            route.AddResponseHeaderRemove("X-Powered-By", ResponseCondition.Always);
        });
}
