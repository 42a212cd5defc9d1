using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jose;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Members;

/// <summary>Who came in by an operator's invitation gives an address, and the hub forgets it at once.</summary>
public sealed class GiveAddressTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_address_travels_sealed_to_the_own_partner_alone_which_enrols_the_person_and_then_mails()
    {
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);
        await using var heard = await service.ListenAt<AddressGiven>(Kaiserslautern);
        await using var elsewhere = await service.ListenAt<AddressGiven>(Bamberg);
        await using var accepted = await service.ListenAt<MemberAccepted>(Kaiserslautern);
        var me = await Invited(Kaiserslautern);

        (await Give(me, Kaiserslautern, " Ada.Zaubermaus@Rat.Example ")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Give(me, Kaiserslautern, "ada@rat.example")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await Eventually.Holds(() => heard.Heard.Count(word => word.MemberId == me).ShouldBe(2));
        var told = heard.Heard.Where(word => word.MemberId == me).ToList();
        told.Select(word => Opened(word.SealedAddress)).ShouldBe(["Ada.Zaubermaus@rat.example", "ada@rat.example"]);
        told.Select(word => word.SealedAddress.Length).Distinct().Count().ShouldBe(1, "the length tells nothing");
        told[0].DisplayName.ShouldBe("Ada Eingeladen");
        elsewhere.Heard.ShouldBeEmpty();
        (await EndToEnd.Tests.Platform.DatabaseContents.ReadAsync(service.Database))
            .Where(row => row.Row.Contains("zaubermaus", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty();

        await registration.Say(Kaiserslautern, new MemberEnrolled(Kaiserslautern, me, 1, "Ada Eingeladen"));
        await accepted.Next(fact => fact.MemberId == me && fact.Version == 1);
        await (await Give(me, Kaiserslautern, "neu@rat.example")).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "address-kept-by-partner"
        );
        (await service.As(me, Kaiserslautern).GetFromJsonAsync<JsonNode>("/me/mandate"))!["unknownToPartner"]!
            .GetValue<bool>()
            .ShouldBeFalse();

        string Opened(string seal) => JWT.Decode(seal, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM).Trim();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("ada")]
    [InlineData("ada@rat")]
    [InlineData("ada@rat.example, bea@rat.example")]
    [InlineData("ada@rat.example\u0000")]
    public async Task What_is_no_address_is_refused_by_its_field(string? address) =>
        (
            await (await Give(await Invited(Bamberg), Bamberg, address)).ShouldBeProblem(
                HttpStatusCode.BadRequest,
                "fields-invalid"
            )
        )["errors"]!
            .ToJsonString()
            .ShouldContain("address-invalid");

    [Fact]
    public async Task A_partner_without_a_key_cannot_be_told_and_a_stranger_is_nobody()
    {
        var partner = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(partner);
        await (await Give(await Invited(partner), partner, "ada@rat.example")).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "partner-takes-no-addresses"
        );
        await (await Give(Guid.CreateVersion7(), partner, "ada@rat.example")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "member-unknown"
        );
    }

    private async Task<Guid> Invited(string partner)
    {
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            Partner = partner,
            DisplayName = "Ada Eingeladen",
            Version = 0,
        };
        await registration.Query(db =>
        {
            db.Members.Add(member);
            return db.SaveChangesAsync();
        });
        return member.Id;
    }

    private Task<HttpResponseMessage> Give(Guid member, string partner, string? address) =>
        service.As(member, partner).PutAsJsonAsync("/me/address", new { address });
}
