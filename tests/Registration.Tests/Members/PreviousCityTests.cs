using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Members;

/// <summary>
/// What a city of the previous release, of a later one, or none at all, sends to today's hub over a real broker, each
/// as its own user: written as bytes here, so that no type of today takes part.
/// </summary>
public sealed class PreviousCityTests(RegistrationFixture registration) : IAsyncLifetime
{
    private const string Notification = "Stadtgespraeche.Contracts.Notification";
    private readonly ServiceUnderTest<Program> service = registration.Service;
    private readonly string partner = $"alt-{Guid.NewGuid():N}"[..20];
    private Uri broker = null!;

    public async ValueTask InitializeAsync()
    {
        await registration.GivenPartner(partner);
        broker = new UriBuilder(service.Broker) { UserName = partner, Password = "only-for-tests" }.Uri;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_city_of_the_previous_release_announces_its_key_enrols_reports_and_ends_a_mandate()
    {
        await using var accepted = await service.ListenAt<MemberAccepted>(partner);
        await using var departed = await service.ListenAt<MemberDeparted>(partner);
        var (member, signer, session) = (
            Guid.CreateVersion7(),
            service.KeyOf(partner),
            await registration.GivenSession()
        );

        await SayAsync(
            "PartnerKeyAnnounced",
            new JsonObject
            {
                ["partner"] = partner,
                ["keyId"] = signer.KeyId,
                ["publicKey"] = signer.PublicKey,
                ["enrolmentCode"] = RegistrationFixture.EnrolmentCode,
            }
        );
        (await registration.Query(db => db.PartnerKeys.SingleAsync(key => key.Partner == partner))).KeyId.ShouldBe(
            signer.KeyId
        );
        await SayAsync("MemberEnrolled", Enrolled(member, 1));
        (await accepted.Next(fact => fact.MemberId == member)).DisplayName.ShouldBe("Erika Beispiel");
        await SayAsync(
            "DeliveryReported",
            new JsonObject
            {
                ["partner"] = partner,
                ["memberId"] = member,
                ["sessionId"] = session,
                ["kind"] = "invitation",
                ["version"] = 0,
                ["delivered"] = true,
                ["at"] = "2026-11-23T08:00:00+00:00",
            }
        );
        (await registration.Query(db => db.Deliveries.CountAsync(row => row.MemberId == member))).ShouldBe(1);
        await SayAsync(
            "MandateEnded",
            new JsonObject
            {
                ["partner"] = partner,
                ["memberId"] = member,
                ["version"] = 2,
            }
        );
        await departed.Next(fact => fact.MemberId == member && fact.Version == 2);
    }

    [Fact]
    public async Task What_is_sent_once_more_later_changes_nothing()
    {
        var member = Guid.CreateVersion7();
        var first = Enrolled(member, 1);
        await SayAsync("MemberEnrolled", first);
        await SayAsync("MemberEnrolled", Enrolled(member, 2, "Erika Neu"));
        await SayAsync(
            "MandateEnded",
            new JsonObject
            {
                ["partner"] = partner,
                ["memberId"] = member,
                ["version"] = 3,
            }
        );

        // Kept by somebody and played again, each under a new id, as the broker would take it from the partner's user.
        await SayAsync(
            "MandateEnded",
            new JsonObject
            {
                ["partner"] = partner,
                ["memberId"] = member,
                ["version"] = 3,
            }
        );
        await SayAsync("MemberEnrolled", Enrolled(member, 2, "Erika Neu"));
        await SayAsync("MemberEnrolled", first);

        var row = await registration.Query(db => db.Members.SingleAsync(known => known.Id == member));
        (row.Version, row.DisplayName, row.Departed).ShouldBe((3, "Erika Neu", true));
    }

    [Fact]
    public async Task What_nobody_here_can_read_is_dropped_and_counted_and_stops_nobody()
    {
        using var dropped = new DroppedOf(partner);
        var member = Guid.CreateVersion7();

        // A contract of a later release, a version that is no number, an envelope that is none.
        await SendAsync("PartnerDancedAround", new JsonObject { ["partner"] = partner, ["steps"] = 3 });
        var later = Enrolled(member, 1);
        later["version"] = "zwei";
        await SendAsync("MemberEnrolled", later);
        await using (var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync())
        {
            await using var channel = await connection.CreateChannelAsync();
            await channel.BasicPublishAsync(
                $"from.{partner}",
                "",
                mandatory: true,
                new BasicProperties { ContentType = Wire.ContentType, UserId = partner },
                "{nichts"u8.ToArray()
            );
        }

        var newer = Enrolled(member, 1);
        newer["addedLater"] = "something";
        await SayAsync("MemberEnrolled", newer);

        (await registration.Query(db => db.Members.SingleAsync(known => known.Id == member))).DisplayName.ShouldBe(
            "Erika Beispiel"
        );
        await Eventually.Holds(() =>
            dropped.Reasons.ShouldBe(["unwanted", "unreadable", "unreadable"], ignoreOrder: true)
        );
    }

    private JsonObject Enrolled(Guid member, long version, string name = "Erika Beispiel") =>
        new()
        {
            ["partner"] = partner,
            ["memberId"] = member,
            ["version"] = version,
            ["displayName"] = name,
        };

    private Task SendAsync(string contract, JsonObject message, Guid? id = null) =>
        Wire.PublishJsonAsync(broker, $"from.{partner}", $"{Notification}:{contract}", message, id);

    private async Task SayAsync(string contract, JsonObject message)
    {
        var id = Guid.NewGuid();
        await SendAsync(contract, message, id);
        await Eventually.Holds(async () =>
            (await registration.Query(db => db.Set<InboxMessage>().AnyAsync(had => had.MessageId == id))).ShouldBeTrue()
        );
    }
}
