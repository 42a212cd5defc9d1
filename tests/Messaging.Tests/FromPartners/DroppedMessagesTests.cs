using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests.FromPartners;

/// <summary>
/// What a partner's user may send, but no consumer may hear: it is gone and counted, and nothing of it lies at the hub.
/// </summary>
public sealed class DroppedMessagesTests
{
    private const string Secret = "Erika-Geheim";
    private readonly string partner = $"city-{Guid.NewGuid():N}"[..12];

    [Theory]
    [InlineData("without a sender", "forged")]
    [InlineData("about another partner", "forged")]
    [InlineData("another's name in a header", "forged")]
    [InlineData("no JSON", "unreadable")]
    [InlineData("no bytes at all", "unreadable")]
    [InlineData("a list in place of a message", "unreadable")]
    [InlineData("a number in place of a word", "unreadable")]
    [InlineData("no id", "unreadable")]
    [InlineData("a contract that nobody knows", "unwanted")]
    [InlineData("no contract", "unwanted")]
    [InlineData("beyond the size", "too-large")]
    public async Task A_word_that_no_consumer_may_hear_is_dropped_and_counted_and_lies_nowhere(
        string kind,
        string reason
    )
    {
        await using var hub = await StartHubAsync();
        using var dropped = new DroppedOf(partner);

        await SayAsync(hub, kind, PartnerTopology.FromExchange(partner), "");

        await Eventually.Holds(() => dropped.Reasons.ShouldBe([reason]));
        await NothingIsLeftAsync(hub);
    }

    [Theory]
    [InlineData("about another partner", "forged")]
    [InlineData("no JSON", "unreadable")]
    [InlineData("a number in place of a word", "unreadable")]
    [InlineData("a contract that nobody knows", "unwanted")]
    public async Task What_lay_in_the_shared_queue_before_partners_had_their_own_is_judged_alike(
        string kind,
        string reason
    )
    {
        await using var hub = await StartHubAsync();
        using var dropped = new DroppedOf(partner);

        await SayAsync(hub, kind, "", PartnerTopology.FromPartners);

        await Eventually.Holds(() => dropped.Reasons.ShouldBe([reason]));
        await NothingIsLeftAsync(hub);
    }

    [Fact]
    public async Task A_true_word_that_a_consumer_fails_on_is_kept_and_says_who_sent_it()
    {
        await using var hub = await StartHubAsync();
        using var dropped = new DroppedOf(partner);
        hub.Desk.Before = _ => throw new InvalidOperationException("not today");

        await SayAsync(hub, "true", PartnerTopology.FromExchange(partner), "");

        const string errors = $"{PartnerTopology.FromPartners}_error";
        await Eventually.Holds(async () => (await Queue.CountAsync(hub.Broker, errors)).ShouldBe(1u));
        var kept = (await Queue.TakeAsync(hub.Broker, errors))!;
        Encoding.UTF8.GetString((byte[])kept.BasicProperties.Headers!["Stadtgespraeche-Sender"]!).ShouldBe(partner);
        dropped.Reasons.ShouldBeEmpty();
    }

    private async Task<TestService> StartHubAsync()
    {
        var hub = await TestService.StartAsync(name: "registration", consumers: typeof(WriteDownWhenPartnerSaid));
        await PartnerTopology.DeclareAsync(hub.Broker.ToString(), partner, default);
        hub.Hear(partner);
        return hub;
    }

    private async Task SayAsync(TestService hub, string kind, string exchange, string routingKey)
    {
        var address = await TestServers.CreateUserAsync(hub.Broker, partner);
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { ContentType = Wire.ContentType, UserId = partner };
        switch (kind)
        {
            case "without a sender":
                properties.UserId = null;
                break;
            case "another's name in a header":
                properties.Headers = new Dictionary<string, object?> { ["Stadtgespraeche-Sender"] = "anderswo" };
                break;
        }

        await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, BodyOf(kind));
    }

    private byte[] BodyOf(string kind) =>
        kind switch
        {
            "about another partner" or "another's name in a header" => Wire.Envelope(
                new PartnerSaid("anderswo", Secret)
            ),
            "no JSON" => Encoding.UTF8.GetBytes($"{{\"{Secret}\" nichts"),
            "no bytes at all" => [],
            "a list in place of a message" => Envelope($"[\"{Secret}\"]"),
            "a number in place of a word" => Envelope($$"""{"partner":{"{{Secret}}":1},"text":5}"""),
            "no id" => Envelope($$"""{"partner":"{{partner}}","text":"{{Secret}}"}""", withId: false),
            "a contract that nobody knows" => Wire.Envelope(new NobodyCares(Secret)),
            "no contract" => JsonSerializer.SerializeToUtf8Bytes(new { message = new { text = Secret } }),
            "beyond the size" => Wire.Envelope(new PartnerSaid(partner, new string('x', PartnerTopology.LargestWord))),
            _ => Wire.Envelope(new PartnerSaid(partner, Secret)),
        };

    private static byte[] Envelope(string message, bool withId = true) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["messageId"] = withId ? Guid.NewGuid() : null,
                ["messageType"] = new JsonArray($"urn:message:{Wire.ExchangeOf(typeof(PartnerSaid))}"),
                ["message"] = JsonNode.Parse(message),
                ["headers"] = new JsonObject(),
            }
        );

    private async Task NothingIsLeftAsync(TestService hub)
    {
        foreach (
            var queue in (string[])
                [
                    PartnerTopology.WordsQueue(partner),
                    PartnerTopology.FromPartners,
                    $"{PartnerTopology.FromPartners}_error",
                    $"{PartnerTopology.FromPartners}_skipped",
                ]
        )
        {
            await Eventually.Holds(async () => (await Queue.CountAsync(hub.Broker, queue)).ShouldBe(0u, queue));
        }

        (await hub.EffectsAsync()).ShouldBeEmpty();
        hub.Log.ShouldNotContain(line => line.Contains(Secret, StringComparison.Ordinal));
    }
}
