using RabbitMQ.Client;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>Looks at queues from outside, over a connection of the test.</summary>
public static class Queue
{
    public static async Task<uint> CountAsync(Uri broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    /// <summary>Takes one message; null when there is none.</summary>
    public static async Task<BasicGetResult?> TakeAsync(Uri broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: true);
    }

    /// <summary>Binds a queue that nobody reads to the exchange of a contract.</summary>
    public static async Task<string> BindAsync(Uri broker, Type contract)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = $"bound-{Guid.NewGuid():N}";
        await channel.ExchangeDeclareAsync(
            Wire.ExchangeOf(contract),
            RabbitMQ.Client.ExchangeType.Fanout,
            durable: true
        );
        await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }
        );
        await channel.QueueBindAsync(queue, Wire.ExchangeOf(contract), "");
        return queue;
    }

    public static Task DeliverAsync(Uri broker, object message, Guid? messageId = null) =>
        Wire.PublishAsync(broker, Wire.ExchangeOf(message.GetType()), "", message, messageId);
}
