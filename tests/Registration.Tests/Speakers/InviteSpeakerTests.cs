using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Registration.Tests.Applications;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Speakers;

/// <summary>An organiser invites somebody without an account to hand in an impulse.</summary>
[Collection(nameof(HubNotification))]
public sealed class InviteSpeakerTests(RegistrationFixture registration, HubNotification hub)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_address_travels_sealed_to_the_hubs_own_Notification_and_stands_nowhere_at_the_hub()
    {
        await using var contacts = await service.ListenAt<SpeakerContactGiven>(PersonalLink.Hub);
        await using var elsewhere = await service.ListenAt<SpeakerContactGiven>(Bamberg);
        await using var invited = await service.Listen<SpeakerInvited>();
        var (id, call) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        (await InviteAsync(id, "Uta Rednerprobe", " uta.rednerprobe@stadt.example ", call)).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );

        var contact = await contacts.Next(message => message.ImpulseId == id);
        contact.CallId.ShouldBe(call);
        var opened = hub.Open(contact.SealedContact);
        (opened["name"]!.GetValue<string>(), opened["address"]!.GetValue<string>()).ShouldBe(
            ("Uta Rednerprobe", "uta.rednerprobe@stadt.example")
        );
        var told = await invited.Next(message => message.ImpulseId == id);
        (told.Name, told.CallId, told.InvitedAt).ShouldBe(("Uta Rednerprobe", call, contact.InvitedAt));
        elsewhere.Heard.ShouldBeEmpty();
        (await DatabaseContents.ReadAsync(service.Database))
            .Where(row => row.Row.Contains("rednerprobe@", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "uta@stadt.example", "name")]
    [InlineData("Uta Probe", "keine Adresse", "address")]
    [InlineData("Uta Probe", null, "address")]
    [InlineData("Uta\0Probe\u200b", "uta@stadt.example\r\nBcc: alle@stadt.example", "address")]
    public async Task What_is_no_name_or_address_is_told(string name, string? address, string field)
    {
        var answer = await InviteAsync(Guid.CreateVersion7(), name, address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{field}\":[");
    }

    [Fact]
    public async Task A_key_that_is_announced_again_is_told_to_services_that_learnt_to_check_links_since()
    {
        await using var accepted = await service.Listen<PartnerKeyAccepted>();
        var key = service.KeyOf(PersonalLink.Hub);

        await registration.Say(PersonalLink.Hub, new PartnerKeyAnnounced(PersonalLink.Hub, key.KeyId, key.PublicKey));

        (await accepted.Next(message => message.KeyId == key.KeyId)).PublicKey.ShouldBe(key.PublicKey);
    }

    private Task<HttpResponseMessage> InviteAsync(Guid id, string name, string? address, Guid? call = null) =>
        service.Organiser.PutAsJsonAsync(
            $"/speaker-invitations/{id}",
            new
            {
                name,
                address,
                callId = call,
            }
        );
}
