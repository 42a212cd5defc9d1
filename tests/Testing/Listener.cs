using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Hears every message of one contract that passes an exchange, in a queue of its own. One that comes again with the
/// same MessageId is heard once, as an inbox would: the relay sends it again when the broker refuses it because another
/// test's queue goes away just then.
/// </summary>
public sealed class Listener<T> : IAsyncDisposable
    where T : class
{
    private readonly ConcurrentQueue<T> heard = new();
    private readonly ConcurrentDictionary<string, bool> known = new();
    private readonly IConnection connection;

    private Listener(IConnection connection) => this.connection = connection;

    /// <summary>All that was heard until now.</summary>
    public IReadOnlyList<T> Heard => [.. heard];

    public static async Task<Listener<T>> StartAsync(Uri broker, string exchange)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var listener = new Listener<T>(connection);
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(
            exchange,
            RabbitMQ.Client.ExchangeType.Fanout,
            durable: true,
            autoDelete: false
        );
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            if (
                Wire.Read<T>(delivery.Body) is { } message
                && (delivery.BasicProperties.MessageId is not { Length: > 0 } id || listener.known.TryAdd(id, true))
            )
            {
                listener.heard.Enqueue(message);
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return listener;
    }

    /// <summary>Waits for the first message that fits; those heard before count.</summary>
    public async Task<T> Next(Func<T, bool> fits)
    {
        T? found = null;
        await Eventually.Holds(() =>
            found =
                heard.FirstOrDefault(fits)
                ?? throw new InvalidOperationException(
                    $"No {typeof(T).Name} that fits was heard ({heard.Count} others)."
                )
        );
        return found!;
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}
