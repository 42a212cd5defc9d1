using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners.Provisioning;

/// <summary>
/// A partner's user that takes all it can get, while nobody at the hub listens: it fills what is its own and nothing else.
/// </summary>
public sealed class BrokerLimitsTests(IsolationTests.LoggingBroker broker) : IClassFixture<IsolationTests.LoggingBroker>
{
    private const string Password = "only-for-tests";
    private readonly string flooding = $"flut-{Guid.NewGuid():N}"[..20];
    private readonly string quiet = $"ruhe-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_flood_of_words_is_refused_when_the_partners_own_queue_is_full_and_others_are_heard()
    {
        await using var flood = await ConnectAsAsync(flooding);
        await using var channel = await ChannelAsync(flood);
        await using var other = await ConnectAsAsync(quiet);
        await using var others = await ChannelAsync(other);

        var refused = await PublishAsync(channel, $"from.{flooding}", messages: 15_000, bytes: 200);

        refused.ShouldBeGreaterThan(2_000);
        (await CountAsync(PartnerTopology.WordsQueue(flooding))).ShouldBeInRange(9_000u, 13_000u);
        await SayAsync(others, $"from.{quiet}");
        (await CountAsync(PartnerTopology.WordsQueue(quiet))).ShouldBe(1u);
    }

    [Fact]
    public async Task Nor_do_long_words_take_more_room()
    {
        await using var flood = await ConnectAsAsync(flooding);
        await using var channel = await ChannelAsync(flood);

        var refused = await PublishAsync(channel, $"from.{flooding}", messages: 120, bytes: 1024 * 1024);

        refused.ShouldBeGreaterThan(30);
        (await CountAsync(PartnerTopology.WordsQueue(flooding))).ShouldBeInRange(25u, 90u);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_error")]
    [InlineData("_skipped")]
    public async Task A_partner_that_fills_its_own_queues_loses_its_oldest_and_stops_no_fact_for_all(string suffix)
    {
        await using var flood = await ConnectAsAsync(flooding);
        await using var channel = await ChannelAsync(flood);
        await using var other = await ConnectAsAsync(quiet);

        var refused = await PublishAsync(
            channel,
            $"notification.{flooding}{suffix}",
            messages: 100,
            bytes: 1024 * 1024
        );

        refused.ShouldBe(0);
        (await CountAsync($"notification.{flooding}{suffix}")).ShouldBeLessThan(70u);
        await using var hub = await new ConnectionFactory { Uri = broker.Server.Address }.CreateConnectionAsync();
        await using var speaking = await ChannelAsync(hub);
        await SayAsync(speaking, Wire.ExchangeOf(typeof(SessionScheduled)));
        (await CountAsync($"notification.{quiet}")).ShouldBe(1u);
        await using var reading = await flood.CreateChannelAsync();
        var last = await LastOfAsync(reading, $"notification.{flooding}");
        last.Length.ShouldBeLessThan(1000, "what the hub says is the newest, so it is there");
    }

    [Fact]
    public async Task Connections_and_channels_of_a_partner_have_an_end_and_others_come_in()
    {
        await GivenPartnerAsync(flooding);
        List<IConnection> open = [];
        try
        {
            // The client takes a connection for open until it hears that the broker has closed it.
            for (var i = 0; i < BrokerLimits.Connections + 5; i++)
            {
                open.Add(await OpenAsync(flooding));
            }

            await Eventually.Holds(() =>
                open.Count(connection => connection.IsOpen).ShouldBe(BrokerLimits.Connections)
            );

            List<IChannel> channels = [];
            try
            {
                for (var i = 0; i < BrokerLimits.Channels + 5; i++)
                {
                    channels.Add(await open.First(connection => connection.IsOpen).CreateChannelAsync());
                }
            }
            catch (Exception closed) when (closed is RabbitMQClientException or ObjectDisposedException)
            {
                // Refused already.
            }

            await Eventually.Holds(() =>
                channels.Count(channel => channel.IsOpen).ShouldBeLessThanOrEqualTo(BrokerLimits.Channels)
            );

            await using var other = await ConnectAsAsync(quiet);
            await using var channel = await ChannelAsync(other);
            await SayAsync(channel, $"from.{quiet}");
        }
        finally
        {
            foreach (var connection in open)
            {
                await connection.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Limits_that_somebody_took_away_come_back_with_the_next_provisioning()
    {
        await GivenPartnerAsync(flooding);
        using var management = Management();
        (await management.DeleteAsync($"api/user-limits/{flooding}/max-connections")).EnsureSuccessStatusCode();
        (await management.DeleteAsync("api/policies/%2F/partners")).EnsureSuccessStatusCode();

        await GivenPartnerAsync(flooding);

        var limits = (await management.GetFromJsonAsync<JsonArray>($"api/user-limits/{flooding}"))![0]!["value"]!;
        limits["max-connections"]!.GetValue<int>().ShouldBe(BrokerLimits.Connections);
        limits["max-channels"]!.GetValue<int>().ShouldBe(BrokerLimits.Channels);
        var policy = await management.GetFromJsonAsync<JsonNode>("api/policies/%2F/partners");
        policy!["definition"]!["overflow"]!.GetValue<string>().ShouldBe("drop-head");
    }

    [Fact]
    public async Task Words_that_went_straight_to_the_shared_queue_go_through_the_partners_own_after_provisioning()
    {
        await using (var hub = await new ConnectionFactory { Uri = broker.Server.Address }.CreateConnectionAsync())
        {
            await using var declaring = await hub.CreateChannelAsync();
            await QueueTopology.Hub(PartnerTopology.FromPartners).DeclareAsync(declaring, default);
            await declaring.ExchangeDeclareAsync($"from.{quiet}", ExchangeType.Fanout, durable: true);
            await declaring.ExchangeBindAsync(PartnerTopology.FromPartners, $"from.{quiet}", "");
        }

        await using var city = await ConnectAsAsync(quiet);
        await using var channel = await ChannelAsync(city);
        var before = await CountAsync(PartnerTopology.FromPartners);
        await SayAsync(channel, $"from.{quiet}");

        (await CountAsync(PartnerTopology.WordsQueue(quiet))).ShouldBe(1u);
        (await CountAsync(PartnerTopology.FromPartners)).ShouldBe(before);
    }

    private async Task GivenPartnerAsync(string key) =>
        await broker.Management.BringAsync(
            new Partner
            {
                Key = key,
                Name = key,
                State = PartnerState.Connected,
                PasswordHash = BrokerPassword.Hash(Password),
            },
            CancellationToken.None
        );

    private async Task<IConnection> ConnectAsAsync(string key)
    {
        await GivenPartnerAsync(key);
        return await OpenAsync(key);
    }

    private Task<IConnection> OpenAsync(string key) =>
        new ConnectionFactory
        {
            Uri = new UriBuilder(broker.Server.Address) { UserName = key, Password = Password }.Uri,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();

    private static Task<IChannel> ChannelAsync(IConnection connection) =>
        connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null)
        );

    private static async Task SayAsync(IChannel channel, string exchange) =>
        await channel.BasicPublishAsync(exchange, "", mandatory: true, Wire.Envelope(new { }));

    /// <summary>How many of them the broker refused.</summary>
    private static async Task<int> PublishAsync(IChannel channel, string exchange, int messages, int bytes)
    {
        var refused = 0;
        var body = new byte[bytes];
        foreach (var batch in Enumerable.Range(0, messages).Chunk(Math.Min(1_000, 64 * 1024 * 1024 / bytes)))
        {
            await Task.WhenAll(batch.Select(async _ => await OneAsync()));
        }

        return refused;

        async Task OneAsync()
        {
            try
            {
                await channel.BasicPublishAsync(exchange, "", mandatory: true, body);
            }
            catch (PublishException)
            {
                Interlocked.Increment(ref refused);
            }
        }
    }

    private async Task<uint> CountAsync(string queue)
    {
        await using var connection = await new ConnectionFactory
        {
            Uri = broker.Server.Address,
        }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    private static async Task<ReadOnlyMemory<byte>> LastOfAsync(IChannel channel, string queue)
    {
        ReadOnlyMemory<byte> last = default;
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            last = message.Body.ToArray();
        }

        return last;
    }

    private HttpClient Management()
    {
        var address = broker.Server.Management;
        return new HttpClient
        {
            BaseAddress = new UriBuilder(address) { UserName = "", Password = "" }.Uri,
            DefaultRequestHeaders =
            {
                Authorization = new(
                    "Basic",
                    Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(address.UserInfo))
                ),
            },
        };
    }
}
