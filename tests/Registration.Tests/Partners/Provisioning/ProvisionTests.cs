using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners.Provisioning;

/// <summary>
/// The verb, with real broker users; what a partner may not do stands in <see cref="IsolationTests"/>.
/// </summary>
public sealed class ProvisionTests(RegistrationFixture registration)
{
    private readonly string own = $"eigen-{Guid.NewGuid():N}"[..20];

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

    private async Task<IChannel> ChannelAsPartner()
    {
        await registration.GivenPartner(own);
        var address = new UriBuilder(registration.Service.Broker) { UserName = own, Password = "only-for-tests" }.Uri;
        var connection = await new ConnectionFactory
        {
            Uri = address,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();
        return await connection.CreateChannelAsync(
            new CreateChannelOptions(
                publisherConfirmationsEnabled: true,
                publisherConfirmationTrackingEnabled: true,
                outstandingPublisherConfirmationsRateLimiter: null
            )
        );
    }
}
