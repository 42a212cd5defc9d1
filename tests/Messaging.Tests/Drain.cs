using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>Empties a queue that nobody writes to any more.</summary>
public static class Drain
{
    /// <summary>
    /// The different texts in the queue, of which there must be so many; doubles are normal. Only a queue that gives
    /// nothing for minutes fails, a slow one does not.
    /// </summary>
    public static async Task<IReadOnlyCollection<string>> DifferentAsync(Uri broker, string queue, int atLeast)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var texts = new ConcurrentDictionary<string, int>();
        var read = 0u;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            texts[Wire.Read<ThingHappened>(delivery.Body)!.Text] = 1;
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            Interlocked.Increment(ref read);
        };
        await channel.BasicQosAsync(0, 500, global: false);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        while (Volatile.Read(ref read) is var before && texts.Count < atLeast)
        {
            await Eventually.Holds(() => Volatile.Read(ref read).ShouldBeGreaterThan(before));
        }

        return [.. texts.Keys];
    }
}
