using System.Text.RegularExpressions;
using RabbitMQ.Client;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// What the broker holds for a partner: the exchange and queue <c>notification.&lt;key&gt;</c> with <c>_error</c> and
/// <c>_skipped</c>, bound to every contract for all partners, and the exchange <c>from.&lt;key&gt;</c>, bound to the
/// hub's queue of partners' words. Provisioning declares it beforehand; the partner's endpoint declares the same again
/// with its narrow rights.
/// </summary>
public static partial class PartnerTopology
{
    /// <summary>The hub's one queue (and exchange) for the words of all partners.</summary>
    public const string FromPartners = "registration-from-partners";

    /// <summary>What a partner has not fetched by then is gone; it asks for a resend when it returns.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromDays(21);

    /// <summary>The exchanges that provisioning binds to every partner.</summary>
    public static IReadOnlyList<string> ContractExchanges { get; } =
    [.. Messages.All.Where(type => Messages.AudienceOf(type) == Audience.AllPartners).Select(Messages.ExchangeOf)];

    /// <summary>The name of the partner's queue and of the exchange before it.</summary>
    public static string Queue(string key) => $"notification.{Checked(key)}";

    /// <summary>The exchange that the partner may write to.</summary>
    public static string FromExchange(string key) => $"from.{Checked(key)}";

    /// <summary>The broker rights of the partner's user, as regular expressions.</summary>
    public static (string Configure, string Write, string Read) Rights(string key)
    {
        var own = $@"notification\.{Regex.Escape(Checked(key))}(_error|_skipped)?";
        return ($"^{own}$", $@"^({own}|from\.{Regex.Escape(key)})$", $"^{own}$");
    }

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
        await channel.ExchangeBindAsync(FromPartners, FromExchange(key), "", cancellationToken: cancellationToken);
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

    private static string Checked(string key) =>
        KeyPattern.IsMatch(key)
            ? key
            : throw new ArgumentException($"'{key}' is no partner key: lower-case letters, digits and hyphens.");

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex KeyPattern { get; }
}
