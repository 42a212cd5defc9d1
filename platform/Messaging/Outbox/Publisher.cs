using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// What became of a message: the broker has it; the broker refused this very message; or nobody knows.
/// </summary>
internal enum Outcome
{
    Confirmed,
    Refused,
    Unknown,
}

/// <summary>
/// One connection to the broker for one relay worker. Every message is mandatory, persistent and confirmed; the caller
/// bounds how many are in flight by the size of the batch.
/// </summary>
internal sealed class Publisher(IConnection connection, Broker broker) : IAsyncDisposable
{
    // The client's own limiter makes confirmed publishing flip between 2,000 and 30,000 per second: null switches it
    // off.
    private static readonly CreateChannelOptions Confirmed = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null
    );

    private static readonly Task<Outcome> Later = Task.FromResult(Outcome.Unknown);

    private IChannel? channel;

    /// <summary>
    /// Connects and declares what this service needs, so that nothing is published before there is somebody to receive
    /// it.
    /// </summary>
    public static async Task<Publisher> ConnectAsync(
        Broker broker,
        ServiceTopology topology,
        CancellationToken cancellationToken
    )
    {
        var connection = await broker.ConnectAsync($"{topology.Name} outbox", cancellationToken);
        try
        {
            await using var declaring = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await topology.DeclareAsync(declaring, cancellationToken);
            return new Publisher(connection, broker);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public bool IsOpen => connection.IsOpen;

    public async Task<Outcome[]> PublishAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var open = await ChannelAsync(cancellationToken);
        // Closing the channel ends the wait for all of them; handing the token to each publish would cost a
        // registration per message.
        await using var giveUp = cancellationToken.Register(() => _ = open.AbortAsync(CancellationToken.None));
        var sending = new Task<Outcome>[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            sending[i] = rows[i].Attempts == 0 ? SendAsync(open, rows[i], CancellationToken.None) : Later;
        }

        var outcomes = await Task.WhenAll(sending);

        // A missing exchange, a missing right or an overlong body closes the channel under all its messages. Only one
        // at a time shows whose fault it was; and what was refused before goes alone from the start.
        for (var i = 0; i < rows.Count && connection.IsOpen && !cancellationToken.IsCancellationRequested; i++)
        {
            if (outcomes[i] == Outcome.Unknown && (rows[i].Attempts > 0 || !open.IsOpen))
            {
                outcomes[i] = await SendAloneAsync(rows[i], cancellationToken);
            }
        }

        return outcomes;
    }

    private async Task<Outcome> SendAloneAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var alone = await ChannelAsync(cancellationToken);
        var outcome = await SendAsync(alone, row, cancellationToken);
        return outcome == Outcome.Unknown && !alone.IsOpen && connection.IsOpen ? Outcome.Refused : outcome;
    }

    private async Task<Outcome> SendAsync(IChannel open, OutboxRow row, CancellationToken cancellationToken)
    {
        using var span = Telemetry.StartPublish(row);
        var properties = new BasicProperties
        {
            MessageId = row.MessageId.ToString(),
            ContentType = Envelope.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            UserId = broker.User,
        };
        if ((span?.Id ?? row.Traceparent) is { } context)
        {
            properties.Headers = new Dictionary<string, object?> { [Telemetry.ActivityHeader] = context };
        }

        try
        {
            await open.BasicPublishAsync(row.Exchange, "", mandatory: true, properties, row.Body, cancellationToken);
            return Outcome.Confirmed;
        }
        catch (PublishException refused)
        {
            span?.SetStatus(ActivityStatusCode.Error, refused.IsReturn ? "returned" : "not confirmed");
            return Outcome.Refused;
        }
        catch (Exception lost)
            when (lost
                    is RabbitMQClientException
                        or OperationCanceledException
                        or IOException
                        or ObjectDisposedException
            )
        {
            span?.SetStatus(ActivityStatusCode.Error, "connection lost");
            return Outcome.Unknown;
        }
    }

    private async Task<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        if (channel is { IsOpen: true })
        {
            return channel;
        }

        if (channel is not null)
        {
            await channel.DisposeAsync();
        }

        return channel = await connection.CreateChannelAsync(Confirmed, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (channel is not null)
        {
            await channel.DisposeAsync();
        }

        await connection.DisposeAsync();
    }
}
