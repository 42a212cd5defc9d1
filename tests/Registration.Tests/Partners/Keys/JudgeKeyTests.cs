using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Partners.Keys;

/// <summary>Keys that come without proof, and keys that must count no more.</summary>
public sealed class JudgeKeyTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;
    private readonly string city = $"stadt-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_key_without_proof_opens_nothing_until_an_organiser_has_approved_it()
    {
        await registration.GivenPartner(city);
        var (key, sealing) = (new PartnerSigner(city), new PartnerSigner(city));
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember(city));
        await using var accepted = await service.Listen<PartnerKeyAccepted>();
        await Announce(key, "gestohlen", sealing);
        await Announce(key, null);
        (await Follow(key, member, session)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Waiting()).ShouldBe([key.KeyId]);

        await Judge(key, "approval");
        await Judge(key, "approval");

        (await accepted.Next(message => message.Partner == city)).KeyId.ShouldBe(key.KeyId);
        (await Follow(key, member, session)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Waiting()).ShouldBeEmpty();
        (await SealingKeys()).ShouldBe([sealing.KeyId]);
        accepted.Heard.Count(message => message.Partner == city).ShouldBe(1);
    }

    [Fact]
    public async Task A_city_is_told_how_its_key_stands_at_each_announcement_and_when_organisers_decide()
    {
        await registration.GivenPartner(city);
        var key = new PartnerSigner(city);
        await using var told = await service.ListenAt<PartnerKeyJudged>(city);
        Task Hears(PartnerKeyStanding standing, int times) =>
            Eventually.Holds(() =>
                told.Heard.Count(word => word == new PartnerKeyJudged(city, key.KeyId, standing)).ShouldBe(times)
            );

        await Announce(key, null);
        await Hears(PartnerKeyStanding.Waiting, 1);
        await Judge(key, "approval");
        await Judge(key, "approval");
        await Hears(PartnerKeyStanding.Trusted, 1);
        await Announce(key, null);
        await Hears(PartnerKeyStanding.Trusted, 2);
        await Judge(key, "revocation");
        await Hears(PartnerKeyStanding.Revoked, 1);
        await Announce(key, null);
        await Hears(PartnerKeyStanding.Revoked, 2);
    }

    [Fact]
    public async Task A_rejected_key_stays_rejected_until_it_comes_with_proof()
    {
        await registration.GivenPartner(city);
        var key = new PartnerSigner(city);
        await Announce(key, null);

        await Judge(key, "rejection");
        await Announce(key, null);
        (await Waiting()).ShouldBeEmpty();
        await Announce(key, EnrolmentCode);

        (await Trusted()).ShouldBe([key.KeyId]);
        (await service.Organiser.PutAsync($"/partners/{city}/keys/{key.KeyId}/rejection", null)).StatusCode.ShouldBe(
            HttpStatusCode.Conflict
        );
    }

    [Fact]
    public async Task Stolen_credentials_cannot_fill_the_organisers_page()
    {
        await registration.GivenPartner(city);

        for (var i = 0; i < 8; i++)
        {
            await Announce(new PartnerSigner(city), null);
        }

        (await Waiting()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_at_once_in_any_replica_and_never_comes_back()
    {
        await registration.GivenPartner(city);
        var (key, next, sealing) = (new PartnerSigner(city), new PartnerSigner(city), new PartnerSigner(city));
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember(city));
        await using var replica = await ServiceUnderTest<Program>.StartAsync(service.Settings);
        await using var revoked = await service.Listen<PartnerKeyRevoked>();
        await Announce(key, EnrolmentCode, sealing);
        (await replica.WithToken(key.Link(member, session)).GetAsync($"/sessions/{session}/seat")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

        await Judge(key, "revocation");
        await Judge(key, "revocation");

        (await Follow(key, member, session)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await replica.WithToken(key.Link(member, session)).GetAsync($"/sessions/{session}/seat")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        (await revoked.Next(message => message.Partner == city)).ShouldBe(new PartnerKeyRevoked(city, key.KeyId));
        (await SealingKeys()).ShouldBeEmpty();
        await Announce(next, null, endorsement: key.Sign(next.KeyId));
        await registration.GivenPartner(city, code: "ein-neuer-code");
        await Announce(key, "ein-neuer-code", sealing);
        (await Trusted()).ShouldBeEmpty();
        (await SealingKeys()).ShouldBeEmpty();
        (await service.Organiser.PutAsync($"/partners/{city}/keys/{key.KeyId}/approval", null)).StatusCode.ShouldBe(
            HttpStatusCode.Conflict
        );

        await Announce(next, "ein-neuer-code");
        (await Trusted()).ShouldBe([next.KeyId]);
        revoked.Heard.Count(message => message.Partner == city).ShouldBe(1);
    }

    [Fact]
    public async Task An_encryption_key_that_the_successor_endorsed_too_outlives_the_former_signing_key()
    {
        await registration.GivenPartner(city);
        var (former, next, sealing) = (new PartnerSigner(city), new PartnerSigner(city), new PartnerSigner(city));
        await Announce(former, EnrolmentCode, sealing);
        await Announce(next, null, sealing, endorsement: former.Sign(next.KeyId));

        await Judge(former, "revocation");

        (await SealingKeys()).ShouldBe([sealing.KeyId]);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_judged()
    {
        foreach (var judgement in (string[])["approval", "rejection", "revocation"])
        {
            (
                await service.Organiser.PutAsync($"/partners/{Bamberg}/keys/gibt-es-nicht/{judgement}", null)
            ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (
                await service.Organiser.PutAsync(
                    $"/partners/gibt-es-nicht/keys/{service.KeyOf(Bamberg).KeyId}/{judgement}",
                    null
                )
            ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private async Task Judge(PartnerSigner key, string judgement) =>
        (await service.Organiser.PutAsync($"/partners/{city}/keys/{key.KeyId}/{judgement}", null)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );

    private Task<HttpResponseMessage> Follow(PartnerSigner key, Guid member, Guid session) =>
        service.WithToken(key.Link(member, session)).GetAsync($"/sessions/{session}/seat");

    private Task Announce(PartnerSigner key, string? code, PartnerSigner? sealing = null, string? endorsement = null) =>
        registration.Say(
            city,
            new PartnerKeyAnnounced(
                city,
                key.KeyId,
                key.PublicKey,
                code,
                endorsement,
                sealing?.PublicKey,
                sealing is null ? null : key.Sign(sealing.KeyId)
            )
        );

    private async Task<List<string>> Waiting()
    {
        var report = await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{city}/report");
        return
        [
            .. report!["pending"]!.AsArray().Where(key => key!["rejectedAt"] is null).Select(key => key!.Text("keyId")),
        ];
    }

    private Task<List<string>> Trusted() =>
        registration.Query(db =>
            db.PartnerKeys.Where(key => key.Partner == city && key.RevokedAt == null)
                .Select(key => key.KeyId)
                .ToListAsync()
        );

    private Task<List<string>> SealingKeys() =>
        registration.Query(db =>
            db.PartnerEncryptionKeys.Where(key => key.Partner == city).Select(key => key.KeyId).ToListAsync()
        );
}
