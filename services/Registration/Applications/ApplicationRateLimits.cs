using System.Net;
using System.Threading.RateLimiting;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// How many applications one network may send: <c>Applications:RequestsPerNetwork</c>, 10 unless set, within an hour
/// and on each replica. Networks as for sign-in mails.
/// </summary>
public sealed class ApplicationRateLimits(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetSlidingWindowLimiter(
            network,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = configuration.GetValue("Applications:RequestsPerNetwork", 10),
                Window = TimeSpan.FromHours(1),
                SegmentsPerWindow = 12,
            }
        )
    );

    public bool MaySend(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(NetworkKey.Of(address));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
