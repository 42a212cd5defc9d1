using System.Diagnostics;
using RabbitMQ.Client;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>The limit: RabbitMQ.Client alone, confirmed, mandatory, persistent, the same bytes.</summary>
internal sealed class RawPublish(IConnection connection, IChannel channel) : IAsyncDisposable
{
    private const int InFlight = 1000;

    public static async Task<RawPublish> ConnectAsync(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        return new RawPublish(
            connection,
            await connection.CreateChannelAsync(
                new CreateChannelOptions(
                    publisherConfirmationsEnabled: true,
                    publisherConfirmationTrackingEnabled: true,
                    outstandingPublisherConfirmationsRateLimiter: null
                )
            )
        );
    }

    /// <summary>Messages per second with 1,000 in flight.</summary>
    public async Task<double> RateAsync(IReadOnlyList<byte[]> bodies)
    {
        using var window = new SemaphoreSlim(InFlight);
        var sending = new Task[bodies.Count];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < bodies.Count; i++)
        {
            await window.WaitAsync();
            sending[i] = SendAsync(bodies[i], window);
        }

        await Task.WhenAll(sending);
        return bodies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Milliseconds from the call to the confirm.</summary>
    public async Task<double> LatencyAsync(byte[] body)
    {
        var started = Stopwatch.GetTimestamp();
        await PublishAsync(body);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private async Task SendAsync(byte[] body, SemaphoreSlim window)
    {
        await PublishAsync(body);
        window.Release();
    }

    private ValueTask PublishAsync(byte[] body) =>
        channel.BasicPublishAsync(
            Payload.Exchange,
            "",
            mandatory: true,
            new BasicProperties
            {
                MessageId = Guid.CreateVersion7().ToString(),
                ContentType = Envelope.ContentType,
                DeliveryMode = DeliveryModes.Persistent,
            },
            body
        );

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
