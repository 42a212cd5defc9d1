using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Partners.Keys;

public sealed class PartnerKeysTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_first_key_needs_the_enrolment_code_and_the_code_is_good_once()
    {
        var partner = await NewPartner();
        await using var accepted = await service.Listen<PartnerKeyAccepted>();
        var (first, second) = (new PartnerSigner(partner), new PartnerSigner(partner));

        await Announce(partner, first, "geraten");
        await Announce(partner, first, null);
        (await KeysOf(partner)).ShouldBeEmpty();

        await Announce(partner, first, EnrolmentCode);
        (await accepted.Next(message => message.Partner == partner)).ShouldBe(
            new PartnerKeyAccepted(partner, first.KeyId, first.PublicKey)
        );

        await Announce(partner, second, EnrolmentCode);
        await registration.GivenPartner(partner);
        await Announce(partner, second, EnrolmentCode);
        (await KeysOf(partner)).ShouldBe([first.KeyId]);
    }

    [Fact]
    public async Task The_same_announcement_again_is_harmless()
    {
        var partner = await NewPartner();
        var first = new PartnerSigner(partner);

        await Announce(partner, first, EnrolmentCode);
        await Announce(partner, first, EnrolmentCode);

        (await KeysOf(partner)).ShouldBe([first.KeyId]);
    }

    [Fact]
    public async Task A_successor_is_endorsed_by_a_known_key_of_the_same_partner()
    {
        var partner = await NewPartner();
        var (first, second, stranger) = (
            new PartnerSigner(partner),
            new PartnerSigner(partner),
            new PartnerSigner(partner)
        );
        await Announce(partner, first, EnrolmentCode);

        await Announce(partner, second, null, stranger.Sign(second.KeyId));
        await Announce(partner, second, null, service.KeyOf(Bamberg).Sign(second.KeyId));
        await Announce(partner, second, null, first.Sign(stranger.KeyId));
        await Announce(partner, second, null, "a.b.c");
        (await KeysOf(partner)).ShouldBe([first.KeyId]);

        await Announce(partner, second, null, first.Sign(second.KeyId));
        (await KeysOf(partner)).ShouldBe([first.KeyId, second.KeyId], ignoreOrder: true);
    }

    [Fact]
    public async Task Links_signed_by_the_old_and_the_new_key_both_count()
    {
        var partner = await NewPartner();
        var (first, second) = (new PartnerSigner(partner), new PartnerSigner(partner));
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember(partner));
        await Announce(partner, first, EnrolmentCode);
        using var early = service.WithToken(second.Link(member, session));
        (await early.GetAsync($"/sessions/{session}/seat")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await Announce(partner, second, null, first.Sign(second.KeyId));

        foreach (var key in (PartnerSigner[])[first, second])
        {
            using var client = service.WithToken(key.Link(member, session));
            (await client.GetAsync($"/sessions/{session}/seat")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task What_is_no_public_key_with_its_thumbprint_as_id_is_refused_and_costs_no_code()
    {
        var partner = await NewPartner();
        var right = new PartnerSigner(partner);
        var jwk = JsonNode.Parse(right.PublicKey)!.AsObject();
        var withPrivatePart = JsonNode.Parse(right.PublicKey)!.AsObject();
        withPrivatePart["d"] = withPrivatePart["x"]!.GetValue<string>();
        jwk["x"] = jwk["y"]!.GetValue<string>();

        foreach (
            var bad in (string[])
                [
                    jwk.ToJsonString(),
                    withPrivatePart.ToJsonString(),
                    "{}",
                    "nichts",
                    """{"kty":"RSA","n":"AQAB","e":"AQAB"}""",
                ]
        )
        {
            await registration.Say(partner, new PartnerKeyAnnounced(partner, right.KeyId, bad, EnrolmentCode));
        }

        await registration.Say(
            partner,
            new PartnerKeyAnnounced(partner, "selbst-erdacht", right.PublicKey, EnrolmentCode)
        );
        (await KeysOf(partner)).ShouldBeEmpty();

        await Announce(partner, right, EnrolmentCode);
        (await KeysOf(partner)).ShouldBe([right.KeyId]);
    }

    [Fact]
    public async Task An_encryption_key_counts_when_the_trusted_key_endorsed_it_also_long_after()
    {
        var partner = await NewPartner();
        var (signer, sealing, stranger) = (
            new PartnerSigner(partner),
            new PartnerSigner(partner),
            new PartnerSigner(partner)
        );
        Task Say(PartnerSigner by, string? endorsement, string? code = null) =>
            registration.Say(
                partner,
                new PartnerKeyAnnounced(partner, by.KeyId, by.PublicKey, code, null, sealing.PublicKey, endorsement)
            );
        Task<List<string>> Kept() =>
            registration.Query(db =>
                db.PartnerEncryptionKeys.Where(key => key.Partner == partner).Select(key => key.KeyId).ToListAsync()
            );

        await Say(signer, signer.Sign(sealing.KeyId));
        (await Kept()).ShouldBeEmpty("the signing key is not trusted");
        await Announce(partner, signer, EnrolmentCode);
        await Say(signer, null);
        await Say(signer, stranger.Sign(sealing.KeyId));
        await Say(signer, signer.Sign(stranger.KeyId));
        await Say(stranger, stranger.Sign(sealing.KeyId));
        (await Kept()).ShouldBeEmpty();

        await Say(signer, signer.Sign(sealing.KeyId));
        await Say(signer, signer.Sign(sealing.KeyId));
        (await Kept()).ShouldBe([sealing.KeyId]);
        (await KeysOf(partner)).ShouldBe([signer.KeyId], "it signs nothing");
    }

    private Task Announce(string partner, PartnerSigner key, string? code, string? endorsement = null) =>
        registration.Say(partner, new PartnerKeyAnnounced(partner, key.KeyId, key.PublicKey, code, endorsement));

    private async Task<string> NewPartner()
    {
        var key = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(key);
        return key;
    }

    private Task<List<string>> KeysOf(string partner) =>
        registration.Query(db =>
            db.PartnerKeys.Where(key => key.Partner == partner).Select(key => key.KeyId).ToListAsync()
        );
}
