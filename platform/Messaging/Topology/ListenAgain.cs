using MassTransit;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Messaging.Outbox;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// Starts an endpoint anew when the broker lets us send but the queue is not consumed. MassTransit gives an endpoint up
/// for good after one refused login (<c>ReceiveTransport Cannot Retry</c>), though the password may be put back a minute
/// later. Tried for ever, with rests that grow from ten seconds to ten minutes.
/// </summary>
internal sealed class ListenAgain(Listening listening, RelayState relay, TimeProvider time, ILogger<ListenAgain> logger)
    : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    // Where MassTransit itself tries again, it comes back within this Time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, (DateTimeOffset Again, TimeSpan Pause)> tried = [];

    protected override IEnumerable<Turn> Turns => [LookAsync];

    private async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        var deaf = listening.DeafFor(TimeSpan.Zero);
        foreach (var name in tried.Keys.Except(deaf.Select(queue => queue.Name)).ToList())
        {
            tried.Remove(name);
        }

        // A broker that is away is not the endpoint's fault, and the relay sees first that it is back.
        if (relay.Failure is not null)
        {
            return Look;
        }

        foreach (var queue in deaf)
        {
            var (again, pause) = tried.GetValueOrDefault(queue.Name, (queue.Since + Patience, Patience));
            if (queue.Endpoint is { } endpoint && again <= Time.GetUtcNow())
            {
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, MostPatience.Ticks));
                tried[queue.Name] = (Time.GetUtcNow() + pause, pause);
                await StartAnewAsync(queue.Name, endpoint, cancellationToken);
            }
        }

        return Look;
    }

    private async Task StartAnewAsync(string queue, IReceiveEndpoint endpoint, CancellationToken cancellationToken)
    {
        Logger.LogWarning("Nobody here consumes {Queue}: its endpoint is started anew", queue);
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(StopLimit);
            await endpoint.Stop(limit.Token);
        }

        // Not with our token: it would stay with the endpoint for as long as that runs.
        endpoint.Start(CancellationToken.None);
    }
}
