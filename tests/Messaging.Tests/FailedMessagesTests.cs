using RabbitMQ.Client;
using Stadtgespraeche.Messaging.Errors;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

public sealed class FailedMessagesTests
{
    [Fact]
    public async Task A_partners_word_that_failed_is_listed_and_accepted_when_sent_again()
    {
        await using var hub = await TestService.StartAsync(
            name: "registration",
            consumers: typeof(WriteDownWhenPartnerSaid)
        );
        var key = $"city-{Guid.NewGuid():N}"[..12];
        await PartnerTopology.DeclareAsync(hub.Broker.ToString(), key, default);
        hub.Hear(key);
        var address = await TestServers.CreateUserAsync(hub.Broker, key);
        const string errors = $"{PartnerTopology.FromPartners}_error";
        hub.Desk.Before = _ => throw new InvalidOperationException("not today");
        await Wire.PublishAsync(address, PartnerTopology.FromExchange(key), "", new PartnerSaid(key, "again"));
        await Eventually.Holds(async () => (await Queue.CountAsync(hub.Broker, errors)).ShouldBe(1u));

        var broker = new Broker(hub.Broker.ToString());
        var queue = new FailedQueue(errors, 1);
        (await FailedMessages.VisitAsync(broker, queue, resend: false, default))
            .ShouldHaveSingleItem()
            .ShouldContain("InvalidOperationException at Stadtgespraeche.Messaging.Tests.FailedMessagesTests");
        await Eventually.Holds(async () => (await Queue.CountAsync(hub.Broker, errors)).ShouldBe(1u));

        hub.Desk.Before = _ => Task.CompletedTask;
        (await FailedMessages.VisitAsync(broker, queue, resend: true, default))
            .ShouldHaveSingleItem()
            .ShouldContain(nameof(PartnerSaid));

        await Eventually.Holds(async () => (await hub.EffectsAsync()).ShouldHaveSingleItem().Text.ShouldBe("again"));
        (await Queue.CountAsync(hub.Broker, errors)).ShouldBe(0u);
    }

    [Fact]
    public async Task A_sender_in_a_header_counts_from_nobody_but_the_hub_itself()
    {
        await using var hub = await TestService.StartAsync(
            name: "registration",
            consumers: typeof(WriteDownWhenPartnerSaid)
        );
        var key = $"city-{Guid.NewGuid():N}"[..12];
        var other = $"city-{Guid.NewGuid():N}"[..12];
        await PartnerTopology.DeclareAsync(hub.Broker.ToString(), key, default);
        hub.Hear(key);
        var address = await TestServers.CreateUserAsync(hub.Broker, key);
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        foreach (var user in new[] { key, null })
        {
            var properties = new BasicProperties
            {
                ContentType = Wire.ContentType,
                Headers = new Dictionary<string, object?> { ["Stadtgespraeche-Sender"] = other },
            };
            if (user is not null)
            {
                properties.UserId = user;
            }

            await channel.BasicPublishAsync(
                PartnerTopology.FromExchange(key),
                "",
                mandatory: true,
                properties,
                Wire.Envelope(new PartnerSaid(other, "forged"))
            );
        }

        await Eventually.Holds(() =>
            hub
                .Log.Count(line => line.Contains($"Dropped a word from {key}: forged", StringComparison.Ordinal))
                .ShouldBe(2)
        );
        (await hub.EffectsAsync()).ShouldBeEmpty();
    }
}
