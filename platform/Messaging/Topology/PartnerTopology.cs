using System.Text.RegularExpressions;
using RabbitMQ.Client;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// What the broker holds for a partner: the exchange and queue <c>notification.&lt;key&gt;</c> with <c>_error</c> and
/// <c>_skipped</c>, bound to every contract for all partners, and the exchange <c>from.&lt;key&gt;</c>, bound to a queue
/// of the hub for the words of this partner alone. Provisioning declares it beforehand; the partner's endpoint declares the same again
/// with its narrow rights.
/// </summary>
public static partial class PartnerTopology
{
    /// <summary>The hub's one queue (and exchange) that consumers read, filled from the partners' own.</summary>
    public const string FromPartners = "registration-from-partners";

    /// <summary>What a partner has not fetched by then is gone; it asks for a resend when it returns.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromDays(21);

    /// <summary>
    /// Bytes of one message. The longest, three legal texts of 50,000 letters, stay below it even when each letter is
    /// escaped; a broker without <c>max_message_size</c> takes 128 MB.
    /// </summary>
    public const int LargestWord = 1024 * 1024;

    // Some minutes of a flood, and more than a city has to say at once: a member is two words. What does not fit is
    // refused, so it stays in the city's outbox and comes later.
    private static readonly Dictionary<string, object?> WordsArguments = new()
    {
        ["x-queue-type"] = "quorum",
        ["x-max-length"] = 10_000,
        ["x-max-length-bytes"] = 32 * 1024 * 1024,
        ["x-overflow"] = "reject-publish",
    };

    /// <summary>The exchanges that provisioning binds to every partner.</summary>
    public static IReadOnlyList<string> ContractExchanges { get; } =
    [.. Messages.All.Where(type => Messages.AudienceOf(type) == Audience.AllPartners).Select(Messages.ExchangeOf)];

    /// <summary>The name of the partner's queue and of the exchange before it.</summary>
    public static string Queue(string key) => $"notification.{Checked(key)}";

    /// <summary>The exchange that the partner may write to.</summary>
    public static string FromExchange(string key) => $"from.{Checked(key)}";

    /// <summary>
    /// The hub's queue for the words of one partner. Its name is beyond the partner's rights: it can fill this queue
    /// through its exchange only.
    /// </summary>
    public static string WordsQueue(string key) => $"registration-from.{Checked(key)}";

    /// <summary>Declares and binds all of it with the hub's rights; harmless when it is there already.</summary>
    public static async Task DeclareAsync(IChannel channel, string key, CancellationToken cancellationToken)
    {
        await QueueTopology.Hub(FromPartners).DeclareAsync(channel, cancellationToken);
        await channel.ExchangeDeclareAsync(
            FromExchange(key),
            ExchangeType.Fanout,
            durable: true,
            cancellationToken: cancellationToken
        );
        await channel.QueueDeclareAsync(
            WordsQueue(key),
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?>(WordsArguments),
            cancellationToken: cancellationToken
        );
        await channel.QueueBindAsync(WordsQueue(key), FromExchange(key), "", cancellationToken: cancellationToken);
        // Words went straight there once. Bound to both for a moment, one may come twice, which is harmless.
        await channel.ExchangeUnbindAsync(FromPartners, FromExchange(key), "", cancellationToken: cancellationToken);
        await QueueTopology.Partner(key).DeclareAsync(channel, cancellationToken);
        foreach (var exchange in ContractExchanges)
        {
            await channel.ExchangeDeclareAsync(
                exchange,
                ExchangeType.Fanout,
                durable: true,
                cancellationToken: cancellationToken
            );
            await channel.ExchangeBindAsync(Queue(key), exchange, "", cancellationToken: cancellationToken);
        }
    }

    /// <summary>
    /// The same over a connection of its own; <paramref name="broker"/> is the hub's <c>amqp://</c> address.
    /// </summary>
    public static async Task DeclareAsync(string broker, string key, CancellationToken cancellationToken)
    {
        await using var connection = await new Broker(broker).ConnectAsync("provision", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await DeclareAsync(channel, key, cancellationToken);
    }

    internal static string Checked(string key) =>
        KeyPattern.IsMatch(key)
            ? key
            : throw new ArgumentException($"'{key}' is no partner key: lower-case letters, digits and hyphens.");

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex KeyPattern { get; }
}
