using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Stadtgespraeche.Testing;

/// <summary>
/// The wire format of a message, written by hand from MassTransit's documentation and not with the product's own code,
/// so that a change of the format is noticed.
/// </summary>
public static class Wire
{
    public const string ContentType = "application/vnd.masstransit+json";

    /// <summary>The exchange of a contract, as MassTransit names it.</summary>
    public static string ExchangeOf(Type contract) => $"{contract.Namespace}:{contract.Name}";

    public static byte[] Envelope(object message, Guid? messageId = null) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                messageId = messageId ?? Guid.NewGuid(),
                messageType = new[] { Urn(message.GetType()) },
                message,
                headers = new { },
            },
            JsonSerializerOptions.Web
        );

    /// <summary>The message inside an envelope, when it is of this contract.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> body)
        where T : class
    {
        var envelope = JsonNode.Parse(body.Span)!;
        return envelope["messageType"]!.AsArray().Any(type => type!.GetValue<string>() == Urn(typeof(T)))
            ? envelope["message"].Deserialize<T>(JsonSerializerOptions.Web)
            : null;
    }

    public static async Task PublishAsync(
        Uri broker,
        string exchange,
        string routingKey,
        object message,
        Guid? messageId = null,
        bool withUserId = true
    )
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var properties = new BasicProperties { ContentType = ContentType, Persistent = true };
        if (withUserId)
        {
            properties.UserId = Uri.UnescapeDataString(broker.UserInfo.Split(':')[0]);
        }

        await SendAsync(channel, exchange, routingKey, properties, Envelope(message, messageId));
    }

    /// <summary>
    /// A message as another release would write it; <paramref name="contract"/> is the name that the wire has for it.
    /// </summary>
    public static async Task PublishJsonAsync(
        Uri broker,
        string exchange,
        string contract,
        JsonNode message,
        Guid? messageId = null
    )
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var properties = new BasicProperties
        {
            ContentType = ContentType,
            Persistent = true,
            UserId = Uri.UnescapeDataString(broker.UserInfo.Split(':')[0]),
        };
        var envelope = new JsonObject
        {
            ["messageId"] = messageId ?? Guid.NewGuid(),
            ["messageType"] = new JsonArray($"urn:message:{contract}"),
            ["message"] = message.DeepClone(),
            ["headers"] = new JsonObject(),
        };
        await SendAsync(channel, exchange, "", properties, JsonSerializer.SerializeToUtf8Bytes(envelope));
    }

    // A broker refuses when a queue behind the exchange goes away just now, as those of other tests do; the relay sends
    // such a message again, too.
    private static async Task SendAsync(
        IChannel channel,
        string exchange,
        string routingKey,
        BasicProperties properties,
        byte[] body
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body);
                return;
            }
            catch (PublishException refused) when (!refused.IsReturn && attempt < 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static string Urn(Type contract) => $"urn:message:{contract.Namespace}:{contract.Name}";
}
