using System.Net.Http.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

public sealed class PartnerTests
{
    [Fact]
    public async Task A_partner_with_its_narrow_rights_hears_what_is_sent_to_it_and_answers()
    {
        await using var hub = await TestService.StartAsync(
            name: "registration",
            consumers: typeof(WriteDownWhenPartnerSaid)
        );
        var (key, address) = await AdmitAsync(hub);
        await using var partner = await TestService.StartPartnerAsync(key, address, typeof(WriteDownWhenPartnerTold));

        await hub.InDatabaseAsync(db =>
        {
            db.SendToPartner(key, new PartnerTold(key, "hello"));
            return db.SaveChangesAsync();
        });
        await Eventually.Holds(async () =>
            (await partner.EffectsAsync()).Select(effect => effect.Text).ShouldBe(["hello"])
        );

        await partner.InDatabaseAsync(db =>
        {
            db.SendToHub(key, new PartnerSaid(key, "thanks"));
            return db.SaveChangesAsync();
        });
        await Eventually.Holds(async () =>
            (await hub.EffectsAsync()).Select(effect => effect.Text).ShouldBe(["thanks"])
        );
    }

    [Fact]
    public async Task A_partners_failed_message_reaches_its_error_queue_though_another_user_sent_it()
    {
        await using var hub = await TestService.StartAsync();
        var (key, address) = await AdmitAsync(hub);
        await using var partner = await TestService.StartPartnerAsync(key, address, typeof(WriteDownWhenPartnerTold));
        partner.Desk.Before = _ => throw new InvalidOperationException("cannot be done");

        await hub.InDatabaseAsync(db =>
        {
            db.SendToPartner(key, new PartnerTold(key, "poison"));
            return db.SaveChangesAsync();
        });

        await Eventually.Holds(async () =>
            (await Queue.CountAsync(hub.Broker, $"notification.{key}_error")).ShouldBe(1u)
        );
        (await Queue.CountAsync(hub.Broker, $"notification.{key}")).ShouldBe(0u);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_word_with_a_forged_or_missing_sender_is_dropped_and_logged(bool withUserId)
    {
        await using var hub = await TestService.StartAsync(
            name: "registration",
            consumers: typeof(WriteDownWhenPartnerSaid)
        );
        var (one, _) = await AdmitAsync(hub);
        var (two, twosAddress) = await AdmitAsync(hub);

        // Two's user speaks for one; or one's message has lost its sender.
        await Wire.PublishAsync(
            twosAddress,
            PartnerTopology.FromExchange(two),
            "",
            new PartnerSaid(withUserId ? one : two, "forged"),
            withUserId: withUserId
        );
        await Wire.PublishAsync(twosAddress, PartnerTopology.FromExchange(two), "", new PartnerSaid(two, "true"));

        await Eventually.Holds(async () => (await hub.EffectsAsync()).ShouldContain(effect => effect.Text == "true"));
        await Eventually.Holds(() =>
            hub.Log.ShouldContain(line => line.Contains($"Dropped a word from {two}: forged", StringComparison.Ordinal))
        );
        (await hub.EffectsAsync()).ShouldHaveSingleItem().Text.ShouldBe("true");
        (await Queue.CountAsync(hub.Broker, $"{PartnerTopology.FromPartners}_error")).ShouldBe(0u);
        (await Queue.CountAsync(hub.Broker, $"{PartnerTopology.FromPartners}_skipped")).ShouldBe(0u);
    }

    [Fact]
    public async Task A_partner_cannot_reach_beyond_its_own_queue()
    {
        await using var hub = await TestService.StartAsync();
        var (one, _) = await AdmitAsync(hub);
        var (two, address) = await AdmitAsync(hub);

        await RefusedAsync(address, channel => channel.BasicGetAsync($"notification.{one}", autoAck: true));
        await RefusedAsync(
            address,
            channel => channel.QueueDeclareAsync("mine", durable: true, exclusive: false, autoDelete: false)
        );
        await RefusedAsync(
            address,
            channel => channel.QueueBindAsync($"notification.{two}", PartnerTopology.ContractExchanges[0], "")
        );
        await RefusedAsync(
            address,
            channel => channel.QueueBindAsync($"notification.{two}", $"notification.{one}", "")
        );
        await RefusedAsync(
            address,
            async channel =>
                await channel.BasicPublishAsync(
                    PartnerTopology.FromExchange(one),
                    "",
                    mandatory: true,
                    ReadOnlyMemory<byte>.Empty
                )
        );
        await RefusedAsync(
            address,
            async channel =>
                await channel.BasicPublishAsync($"notification.{one}", "", mandatory: true, ReadOnlyMemory<byte>.Empty)
        );
    }

    private static async Task<(string Key, Uri Address)> AdmitAsync(TestService hub)
    {
        var key = $"city-{Guid.NewGuid():N}"[..12];
        var broker = hub.Broker;
        await PartnerTopology.DeclareAsync(broker.ToString(), key, default);
        hub.Hear(key);
        var address = await TestServers.CreateUserAsync(broker, key);
        var (configure, write, read) = PartnerBrokerRights.Of(key);
        (
            await TestServers.Management.PutAsJsonAsync(
                $"api/permissions/{broker.AbsolutePath.Trim('/')}/{key}",
                new
                {
                    configure,
                    write,
                    read,
                }
            )
        ).EnsureSuccessStatusCode();
        return (key, address);
    }

    private static async Task RefusedAsync(Uri address, Func<IChannel, Task> attempt)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var refused = await Should.ThrowAsync<RabbitMQClientException>(() => attempt(channel));
        refused.Message.ShouldContain("403");
    }
}
