using System.Net;
using System.Threading.RateLimiting;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Registration.SignIn.Requests;

/// <summary>
/// How many links one network may ask for: <c>SignIn:RequestsPerNetwork</c>, 10 unless set, within ten minutes and on
/// each replica. An IPv6 network is what one household gets, 64 bits.
/// </summary>
public sealed class SignInRateLimits(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetSlidingWindowLimiter(
            network,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = configuration.GetValue("SignIn:RequestsPerNetwork", 10),
                Window = TimeSpan.FromMinutes(10),
                SegmentsPerWindow = 10,
            }
        )
    );

    public bool MayAsk(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(NetworkKey.Of(address));
        return lease.IsAcquired;
    }

    /// <summary>The same limit, counted apart: who asks to become a member may ask for a link as well.</summary>
    public bool MayRequestMembership(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire($"membership {NetworkKey.Of(address)}");
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
