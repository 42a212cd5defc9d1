using Stadtgespraeche.ServiceDefaults;
using Yarp.ReverseProxy.Transforms;

namespace Stadtgespraeche.Gateway;

/// <summary>Names the span of a forwarded request after what the part behind did with it, and tells nobody else.</summary>
internal static class Operations
{
    public static IReverseProxyBuilder NameOperations(this IReverseProxyBuilder proxy) =>
        proxy.AddTransforms(route =>
            route.AddResponseTransform(answer =>
            {
                OperationName.Take(answer.HttpContext, answer.HttpContext.Response.Headers[OperationName.Header]);
                answer.HttpContext.Response.Headers.Remove(OperationName.Header);
                return ValueTask.CompletedTask;
            })
        );
}
