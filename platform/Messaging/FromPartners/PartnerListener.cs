using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Messaging.FromPartners;

/// <summary>
/// Listens to partners' queues over one connection and passes on what a partner's own user sent. A word is acknowledged
/// after the broker has confirmed it in the consumers' queue; a crash between the two repeats it, which the inbox
/// tolerates.
/// </summary>
internal sealed class PartnerListener : IAsyncDisposable
{
    /// <summary>Of one partner at a time, so that the words of others come between.</summary>
    private const ushort FromEach = 20;

    private const ushort AtOnce = 16;
    private const ushort NotFound = 404;
    private static readonly TimeSpan AfterMissing = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(200);

    private readonly IConnection connection;
    private readonly IChannel incoming;
    private readonly IChannel outgoing;
    private readonly Broker broker;
    private readonly DroppedMessages dropped;
    private readonly CancellationToken stopping;
    private readonly QueueRoom room;
    private readonly ConcurrentDictionary<string, string> heard = new();
    private readonly Dictionary<string, long> missing = [];

    private PartnerListener(
        IConnection connection,
        IChannel incoming,
        IChannel outgoing,
        Broker broker,
        DroppedMessages dropped,
        CancellationToken stopping
    )
    {
        (this.connection, this.incoming, this.outgoing) = (connection, incoming, outgoing);
        (this.broker, this.dropped, this.stopping) = (broker, dropped, stopping);
        room = new QueueRoom(outgoing);
    }

    public bool IsOpen => incoming.IsOpen && outgoing.IsOpen;

    public static async Task<PartnerListener> OpenAsync(
        Broker broker,
        DroppedMessages dropped,
        CancellationToken stopping
    )
    {
        var connection = await broker.ConnectAsync("words of partners", stopping);
        try
        {
            var incoming = await connection.CreateChannelAsync(
                new CreateChannelOptions(false, false, consumerDispatchConcurrency: AtOnce),
                stopping
            );
            await incoming.BasicQosAsync(0, FromEach, global: false, stopping);
            var outgoing = await connection.CreateChannelAsync(
                new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null),
                stopping
            );
            return new(connection, incoming, outgoing, broker, dropped, stopping);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Listens to these partners from now on and to no others. One whose queue is not there yet comes later.</summary>
    public async Task ListenToAsync(IReadOnlyList<string> partners, CancellationToken cancellationToken)
    {
        foreach (var gone in heard.Keys.Except(partners).ToList())
        {
            if (heard.TryRemove(gone, out var tag))
            {
                await incoming.BasicCancelAsync(tag, noWait: false, cancellationToken);
            }
        }

        var now = Environment.TickCount64;
        foreach (var partner in partners.Where(partner => !heard.ContainsKey(partner)))
        {
            if (now < missing.GetValueOrDefault(partner))
            {
                continue;
            }

            if (await ExistsAsync(partner, cancellationToken))
            {
                await ListenToAsync(partner, cancellationToken);
            }
            else
            {
                missing[partner] = now + (long)AfterMissing.TotalMilliseconds;
            }
        }
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private async Task ListenToAsync(string partner, CancellationToken cancellationToken)
    {
        var consumer = new AsyncEventingBasicConsumer(incoming);
        consumer.ReceivedAsync += (_, word) => HearAsync(partner, word);
        // Somebody deleted the queue: when it is back, it is found again.
        consumer.UnregisteredAsync += (_, _) =>
        {
            heard.TryRemove(partner, out var _);
            return Task.CompletedTask;
        };
        heard[partner] = await incoming.BasicConsumeAsync(
            PartnerTopology.WordsQueue(partner),
            autoAck: false,
            consumer,
            cancellationToken
        );
    }

    // On a channel of its own: asking for a queue that is not there closes the channel.
    private async Task<bool> ExistsAsync(string partner, CancellationToken cancellationToken)
    {
        await using var asking = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await asking.QueueDeclarePassiveAsync(PartnerTopology.WordsQueue(partner), cancellationToken);
            return true;
        }
        catch (OperationInterruptedException none) when (none.ShutdownReason?.ReplyCode == NotFound)
        {
            return false;
        }
    }

    private async Task HearAsync(string partner, BasicDeliverEventArgs word)
    {
        // Not Sender.Of: only the hub's own user may name another one, and that one has no business here.
        if (word.BasicProperties.UserId != partner)
        {
            dropped.Count(partner, DroppedMessages.Forged);
        }
        else if (word.Body.Length > PartnerTopology.LargestWord)
        {
            dropped.Count(partner, DroppedMessages.TooLarge);
        }
        else
        {
            await PassOnAsync(partner, word);
        }

        await incoming.BasicAckAsync(word.DeliveryTag, multiple: false, stopping);
    }

    private async Task PassOnAsync(string partner, BasicDeliverEventArgs word)
    {
        // Of the headers nothing goes on but the trace: the others are for whoever moves a message inside the hub.
        var properties = new BasicProperties
        {
            MessageId = word.BasicProperties.MessageId,
            ContentType = word.BasicProperties.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            UserId = broker.User,
            Headers = new Dictionary<string, object?> { [Sender.Header] = partner },
        };
        if (
            word.BasicProperties.Headers?.TryGetValue(Telemetry.ActivityHeader, out var trace) == true
            && trace is byte[]
        )
        {
            properties.Headers[Telemetry.ActivityHeader] = trace;
        }

        for (; ; )
        {
            await room.TakeAsync(stopping);
            try
            {
                await outgoing.BasicPublishAsync(
                    "",
                    PartnerTopology.FromPartners,
                    mandatory: true,
                    properties,
                    word.Body,
                    stopping
                );
                return;
            }
            catch (PublishException)
            {
                await Task.Delay(AfterRefusal, stopping);
            }
        }
    }
}
