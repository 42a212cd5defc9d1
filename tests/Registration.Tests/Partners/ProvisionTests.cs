using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners;

/// <summary>Real broker users: what an admitted partner may do, and everything else that it may not.</summary>
public sealed class ProvisionTests(RegistrationFixture registration)
{
    private readonly string own = $"eigen-{Guid.NewGuid():N}"[..20];
    private readonly string other = $"fremd-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_partner_consumes_its_own_queue_and_writes_to_its_own_exchange()
    {
        await using var channel = await ChannelAsPartner();

        await channel.QueueDeclarePassiveAsync($"notification.{own}");
        await channel.BasicGetAsync($"notification.{own}", autoAck: true);
        await channel.BasicPublishAsync($"from.{own}", "", mandatory: true, Wire.Envelope(new { }));
        await channel.BasicPublishAsync($"notification.{own}_error", "", mandatory: true, Wire.Envelope(new { }));
    }

    [Fact]
    public async Task Facts_for_all_partners_reach_its_queue()
    {
        await using var channel = await ChannelAsPartner();
        var session = Guid.CreateVersion7();

        await registration.Service.Deliver(RegistrationFixture.Scheduled(session, 1, 5, 5));

        await Eventually.Holds(async () =>
        {
            var got = await channel.BasicGetAsync($"notification.{own}", autoAck: true);
            Wire.Read<SessionScheduled>(got!.Body)!.SessionId.ShouldBe(session);
        });
    }

    [Theory]
    [InlineData("read another's queue")]
    [InlineData("look at another's queue")]
    [InlineData("write to another's queue")]
    [InlineData("write in another's name")]
    [InlineData("write past its exchange to the hub")]
    [InlineData("publish to all")]
    [InlineData("declare a queue")]
    [InlineData("declare an exchange")]
    [InlineData("bind its queue to what another says")]
    [InlineData("bind its exchange to what another gets")]
    [InlineData("hear what is said inside the hub")]
    [InlineData("delete another's queue")]
    public async Task Everything_else_is_refused(string attempt)
    {
        await registration.GivenPartner(other);
        await using var channel = await ChannelAsPartner();

        var refused = await Should.ThrowAsync<RabbitMQClientException>(() => Try(attempt, channel));

        ReasonOf(refused).ShouldBe(403);
    }

    [Fact]
    public async Task Another_user_cannot_be_named_as_sender()
    {
        await using var channel = await ChannelAsPartner();

        var refused = await Should.ThrowAsync<RabbitMQClientException>(async () => await channel.BasicPublishAsync(
            $"from.{own}", "", mandatory: true, new BasicProperties { UserId = other }, Wire.Envelope(new { })));

        ReasonOf(refused).ShouldBe(406);
    }

    [Fact]
    public async Task Provisioning_again_changes_only_the_name()
    {
        await registration.GivenPartner(own);
        await registration.GivenPartner(own);
        await registration.GivenPartner(own, name: "Stadt mit neuem Namen");

        (await registration.Query(db => db.Partners.SingleAsync(partner => partner.Key == own))).Version.ShouldBe(2);
        var listed = await registration.Service.Anonymous.GetFromJsonAsync<JsonArray>("/partners");
        listed!.Single(partner => partner!.Text("key") == own)!.Text("name").ShouldBe("Stadt mit neuem Namen");
        var user = JsonNode.Parse(await TestServers.Management.GetStringAsync($"api/users/{own}"))!;
        user["tags"]!.ToJsonString().ShouldBeOneOf("[]", "\"\"");
    }

    private async Task Try(string attempt, IChannel channel)
    {
        var message = Wire.Envelope(new { });
        switch (attempt)
        {
            case "read another's queue": await channel.BasicGetAsync($"notification.{other}", autoAck: false); break;
            case "look at another's queue": await channel.BasicConsumeAsync($"notification.{other}", autoAck: false, new AsyncDefaultBasicConsumer(channel)); break;
            case "write to another's queue": await channel.BasicPublishAsync($"notification.{other}", "", mandatory: true, message); break;
            case "write in another's name": await channel.BasicPublishAsync($"from.{other}", "", mandatory: true, message); break;
            case "write past its exchange to the hub": await channel.BasicPublishAsync("registration-from-partners", "", mandatory: true, message); break;
            case "publish to all": await channel.BasicPublishAsync(Wire.ExchangeOf(typeof(SessionScheduled)), "", mandatory: true, message); break;
            case "declare a queue": await channel.QueueDeclareAsync("eigene-liste"); break;
            case "declare an exchange": await channel.ExchangeDeclareAsync($"from.{other}-2", ExchangeType.Fanout, durable: true); break;
            case "bind its queue to what another says": await channel.QueueBindAsync($"notification.{own}", $"from.{other}", ""); break;
            case "bind its exchange to what another gets": await channel.ExchangeBindAsync($"notification.{own}", $"notification.{other}", ""); break;
            case "hear what is said inside the hub": await channel.QueueBindAsync($"notification.{own}", Wire.ExchangeOf(typeof(OnlineAccessSet)), ""); break;
            case "delete another's queue": await channel.QueueDeleteAsync($"notification.{other}"); break;
            default: throw new ArgumentException(attempt);
        }
    }

    private static int? ReasonOf(Exception refused) => refused switch
    {
        OperationInterruptedException interrupted => interrupted.ShutdownReason?.ReplyCode,
        _ => (refused.InnerException as OperationInterruptedException)?.ShutdownReason?.ReplyCode,
    };

    private async Task<IChannel> ChannelAsPartner()
    {
        await registration.GivenPartner(own);
        var address = new UriBuilder(registration.Service.Broker) { UserName = own, Password = "only-for-tests" }.Uri;
        var connection = await new ConnectionFactory { Uri = address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        return await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null));
    }
}
