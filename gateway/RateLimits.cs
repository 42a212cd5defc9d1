using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Gateway;

/// <summary>So many requests at once, and so many more each minute.</summary>
public sealed class Rate
{
    public int Burst { get; set; }

    public int PerMinute { get; set; }
}

/// <summary>
/// <c>RateLimits</c> in the configuration, for each gateway process. A page is about ten requests, styles and calls of
/// the portal included, and a whole council may share one address.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>All requests of one network: an IPv4 address, or 64 bits of an IPv6 address.</summary>
    public Rate Network { get; set; } = new() { Burst = 2000, PerMinute = 1200 };

    /// <summary>All requests of one person, whatever the tokens; see <see cref="TokenLimit"/>.</summary>
    public Rate Token { get; set; } = new() { Burst = 300, PerMinute = 300 };

    /// <summary>Forms of the sign-in and exchanges of tokens, of one network.</summary>
    public Rate SignIn { get; set; } = new() { Burst = 120, PerMinute = 30 };
}

/// <summary>
/// Refuses with 429 and <c>Retry-After</c> whoever asks too much. The portal on its own behalf
/// (<c>Portal:Addresses</c>) is not counted;
/// what it asks for a person counts for that person's network.
/// </summary>
internal static class RateLimits
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var rates = builder.Configuration.GetSection("RateLimits").Get<RateLimitOptions>() ?? new RateLimitOptions();
        var portal = TrustedProxies.Portal(builder.Configuration).ToFrozenSet();
        builder.Services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                By(context => IsSignIn(context.Request) ? NetworkOf(context, portal) : null, rates.SignIn),
                By(context => NetworkOf(context, portal), rates.Network)
            );
            options.OnRejected = (refused, _) => new ValueTask(ExplainAsync(refused.HttpContext, refused.Lease));
        });
        builder.Services.AddSingleton(new TokenLimit(rates.Token));
    }

    // Null: not counted.
    private static PartitionedRateLimiter<HttpContext> By(Func<HttpContext, string?> key, Rate rate) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            key(context) is not { } name || context.Request.Path.StartsWithSegments("/health")
                ? RateLimitPartition.GetNoLimiter("")
                : Bucket(name, rate)
        );

    internal static RateLimitPartition<string> Bucket(string name, Rate rate) =>
        RateLimitPartition.GetTokenBucketLimiter(
            name,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = rate.Burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / rate.PerMinute,
                QueueLimit = 0,
            }
        );

    internal static async Task ExplainAsync(HttpContext context, RateLimitLease refused)
    {
        var wait = refused.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromSeconds(1);
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        await Failures.AnswerAsync(context, StatusCodes.Status429TooManyRequests, "too-many-requests");
    }

    private static bool IsSignIn(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (request.Path.StartsWithSegments("/anmelden") || request.Path.StartsWithSegments("/connect/token"));

    private static string? NetworkOf(HttpContext context, FrozenSet<IPAddress> portal)
    {
        if (context.Connection.RemoteIpAddress is not { } seen)
        {
            return null;
        }

        var address = seen.IsIPv4MappedToIPv6 ? seen.MapToIPv4() : seen;
        if (portal.Contains(address))
        {
            return null;
        }

        return NetworkKey.Of(address);
    }
}
