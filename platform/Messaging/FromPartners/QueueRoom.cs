using RabbitMQ.Client;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Messaging.FromPartners;

/// <summary>
/// Keeps the queue that all partners' words share short. It is asked for its length only once for each
/// <see cref="Most"/> words, and while it is full.
/// </summary>
internal sealed class QueueRoom(IChannel channel)
{
    /// <summary>What the consumers get done in a fraction of a second: no partner waits longer behind others.</summary>
    public const int Most = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim one = new(1);
    private int left;

    /// <summary>Returns when there is room for one more word.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            while (left <= 0)
            {
                left = Most - (int)await channel.MessageCountAsync(PartnerTopology.FromPartners, cancellationToken);
                if (left <= 0)
                {
                    await Task.Delay(Pause, cancellationToken);
                }
            }

            left--;
        }
        finally
        {
            one.Release();
        }
    }
}
