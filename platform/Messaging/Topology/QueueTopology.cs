using RabbitMQ.Client;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// One endpoint on the broker: an exchange and a quorum queue of the same name, and beside them <c>_error</c> (what
/// failed for its own sake, or was delivered too often) and <c>_skipped</c> (what nobody here understands).
/// </summary>
public sealed record QueueTopology(string Name, TimeSpan? Expiry)
{
    /// <summary>
    /// Deliveries before the broker gives up; reached only by a message that kills its process again and again.
    /// </summary>
    public const int DeliveryLimit = 20;

    public string Error => $"{Name}_error";

    public string Skipped => $"{Name}_skipped";

    public IReadOnlyDictionary<string, object?> Arguments =>
        WithExpiry(
            new()
            {
                ["x-queue-type"] = "quorum",
                ["x-delivery-limit"] = DeliveryLimit,
                ["x-dead-letter-exchange"] = Error,
            }
        );

    public IReadOnlyDictionary<string, object?> AsideArguments => WithExpiry(new() { ["x-queue-type"] = "quorum" });

    public static QueueTopology Hub(string name) => new(name, null);

    public static QueueTopology Partner(string key) => new(PartnerTopology.Queue(key), PartnerTopology.Expiry);

    public async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        // The error queue comes first: a dead letter without a queue would be lost.
        await DeclareAsync(channel, Error, AsideArguments, cancellationToken);
        await DeclareAsync(channel, Skipped, AsideArguments, cancellationToken);
        await DeclareAsync(channel, Name, Arguments, cancellationToken);
    }

    private static async Task DeclareAsync(
        IChannel channel,
        string name,
        IReadOnlyDictionary<string, object?> arguments,
        CancellationToken cancellationToken
    )
    {
        await channel.ExchangeDeclareAsync(
            name,
            ExchangeType.Fanout,
            durable: true,
            cancellationToken: cancellationToken
        );
        await channel.QueueDeclareAsync(
            name,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?>(arguments),
            cancellationToken: cancellationToken
        );
        await channel.QueueBindAsync(name, name, "", cancellationToken: cancellationToken);
    }

    private Dictionary<string, object?> WithExpiry(Dictionary<string, object?> arguments)
    {
        if (Expiry is { } expiry)
        {
            arguments["x-message-ttl"] = (int)expiry.TotalMilliseconds;
        }

        return arguments;
    }
}
