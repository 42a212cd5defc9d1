using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>Reads a queue until it holds no more of what the test waits for.</summary>
public static class Drain
{
    /// <summary>Waits for this many different texts; doubles are normal.</summary>
    public static async Task<IReadOnlyCollection<string>> DifferentAsync(Uri broker, string queue, int expected)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var texts = new ConcurrentDictionary<string, int>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            texts[Wire.Read<ThingHappened>(delivery.Body)!.Text] = 1;
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicQosAsync(0, 500, global: false);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        await Eventually.Holds(() => texts.Count.ShouldBe(expected));
        return [.. texts.Keys];
    }
}
