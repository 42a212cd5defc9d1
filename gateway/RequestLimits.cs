using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// How large one request may be and how long it may take. Header and body sizes are those of every service. A body that
/// only trickles in is cut off, and an answer that takes longer than <c>Timeouts:Seconds</c> (60) in all ends with 504.
/// </summary>
internal static class RequestLimits
{
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(
                bytesPerSecond: 240,
                gracePeriod: TimeSpan.FromSeconds(5)
            );
            kestrel.Limits.MinResponseDataRate = new MinDataRate(
                bytesPerSecond: 240,
                gracePeriod: TimeSpan.FromSeconds(10)
            );
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
        });
        builder.Services.AddRequestTimeouts(options =>
            options.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(builder.Configuration.GetValue("Timeouts:Seconds", 60)),
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            }
        );
    }
}
