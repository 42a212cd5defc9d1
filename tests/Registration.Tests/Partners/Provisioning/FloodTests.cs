using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners.Provisioning;

/// <summary>One partner's user sends as fast as it can while the hub works, and another partner has something to say.</summary>
[Collection(nameof(ProvisioningFixture))]
public sealed class FloodTests(ProvisioningFixture registration)
{
    private const string Enrolled = "Stadtgespraeche.Contracts.Notification:MemberEnrolled";
    private const string Password = "only-for-tests";
    private readonly string flooding = $"flut-{Guid.NewGuid():N}"[..20];
    private readonly string quiet = $"ruhe-{Guid.NewGuid():N}"[..20];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_a_partner_floods_the_hub_another_is_heard_and_the_shared_queue_stays_short(bool forged)
    {
        await registration.GivenPartner(flooding);
        await registration.GivenPartner(quiet);
        using var enough = new CancellationTokenSource();
        var floods = Enumerable.Range(0, 3).Select(_ => FloodAsync(forged, enough.Token)).ToList();
        await Eventually.Holds(async () =>
            (await CountAsync(PartnerTopology.WordsQueue(flooding))).ShouldBeGreaterThan(500u)
        );

        var longest = 0u;
        for (var i = 0; i < 10; i++)
        {
            var member = Guid.CreateVersion7();
            var asked = TimeProvider.System.GetTimestamp();
            await Wire.PublishJsonAsync(AddressOf(quiet), $"from.{quiet}", Enrolled, Word(quiet, member));
            await Eventually.Holds(async () =>
                (await registration.Query(db => db.Members.AnyAsync(known => known.Id == member))).ShouldBeTrue()
            );
            TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(15));
            longest = Math.Max(longest, await CountAsync(PartnerTopology.FromPartners));
        }

        longest.ShouldBeLessThan(1_000u);
        floods.ShouldAllBe(flood => !flood.IsFaulted);
        await enough.CancelAsync();
        await Task.WhenAll(floods);
        (await registration.Query(db => db.Members.CountAsync(member => member.Partner == quiet))).ShouldBe(10);
    }

    // What cannot be confirmed is not asked about: the fastest that a client can send.
    private async Task FloodAsync(bool forged, CancellationToken enough)
    {
        await using var connection = await new ConnectionFactory { Uri = AddressOf(flooding) }.CreateConnectionAsync(
            CancellationToken.None
        );
        await using var channel = await connection.CreateChannelAsync(cancellationToken: CancellationToken.None);
        var properties = new BasicProperties { ContentType = Wire.ContentType, UserId = flooding };
        while (!enough.IsCancellationRequested)
        {
            var word = new JsonObject
            {
                ["messageId"] = Guid.NewGuid(),
                ["messageType"] = new JsonArray($"urn:message:{Enrolled}"),
                ["message"] = Word(forged ? quiet : flooding, Guid.CreateVersion7()),
                ["headers"] = new JsonObject(),
            };
            var body = System.Text.Encoding.UTF8.GetBytes(word.ToJsonString());
            try
            {
                await channel.BasicPublishAsync(
                    $"from.{flooding}",
                    "",
                    mandatory: false,
                    properties,
                    body,
                    CancellationToken.None
                );
            }
            catch (AlreadyClosedException)
            {
                return;
            }
        }
    }

    private static JsonObject Word(string partner, Guid member) =>
        new()
        {
            ["partner"] = partner,
            ["memberId"] = member,
            ["version"] = 1,
            ["displayName"] = "Erika Beispiel",
        };

    private Uri AddressOf(string key) =>
        new UriBuilder(registration.Service.Broker) { UserName = key, Password = Password }.Uri;

    private async Task<uint> CountAsync(string queue)
    {
        await using var connection = await new ConnectionFactory
        {
            Uri = registration.Service.Broker,
        }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }
}
