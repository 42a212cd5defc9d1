using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jose;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Privacy;

public sealed class RequestCorrectionTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task What_is_wrong_travels_sealed_to_the_own_city_alone_and_stands_nowhere_at_the_hub()
    {
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);
        await using var heard = await service.ListenAt<CorrectionRequested>(Kaiserslautern);
        await using var elsewhere = await service.ListenAt<CorrectionRequested>(Bamberg);
        var (me, request) = (await registration.GivenMember(Kaiserslautern), Guid.CreateVersion7());

        (await Ask(me, Kaiserslautern, request, "Mein Name ist\r\nfalsch", "Ich heiße Zaubermaus")).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
        (await Ask(me, Kaiserslautern, request, "Mein Name ist\r\nfalsch", "Ich heiße Zaubermaus")).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
        (await Ask(me, Kaiserslautern, Guid.CreateVersion7(), "x", "y")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await Eventually.Holds(() => heard.Heard.Count.ShouldBe(3));
        var told = heard.Heard.First(message => message.RequestId == request);
        (told.Partner, told.MemberId).ShouldBe((Kaiserslautern, me));
        var text = JsonNode.Parse(
            JWT.Decode(told.SealedText, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM)
        )!;
        (text.Text("wrong"), text.Text("right")).ShouldBe(("Mein Name ist\nfalsch", "Ich heiße Zaubermaus"));
        heard
            .Heard.Select(message => message.SealedText.Length)
            .Distinct()
            .Count()
            .ShouldBe(1, "the length tells nothing");
        elsewhere.Heard.ShouldBeEmpty();
        (await EndToEnd.Tests.Platform.DatabaseContents.ReadAsync(service.Database))
            .Where(row => row.Row.Contains("Zaubermaus"))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "y", "wrong-missing")]
    [InlineData("x", " \n ", "right-missing")]
    [InlineData("<script>", "y", "text-contains-html")]
    [InlineData("x\u0000", "y", "text-contains-control-characters")]
    public async Task A_text_that_is_none_is_refused_by_its_field(string wrong, string right, string code)
    {
        var me = await registration.GivenMember();
        var answer = await Ask(me, Bamberg, Guid.CreateVersion7(), wrong, right);
        (await answer.ShouldBeProblem(HttpStatusCode.BadRequest, "fields-invalid"))["errors"]!
            .ToJsonString()
            .ShouldContain(code);
    }

    [Fact]
    public async Task Longer_than_a_thousand_characters_is_refused()
    {
        var me = await registration.GivenMember();
        (await Ask(me, Bamberg, Guid.CreateVersion7(), new string('ä', 1001), "y")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_city_without_a_key_cannot_be_told_and_the_member_hears_so()
    {
        var partner = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(partner);
        var me = await registration.GivenMember(partner);
        await (await Ask(me, partner, Guid.CreateVersion7(), "x", "y")).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "partner-takes-no-corrections"
        );
        await (await Ask(Guid.CreateVersion7(), partner, Guid.CreateVersion7(), "x", "y")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "member-unknown"
        );
    }

    private Task<HttpResponseMessage> Ask(Guid member, string partner, Guid request, string wrong, string right) =>
        service.As(member, partner).PutAsJsonAsync($"/me/data/city/{request}/correction", new { wrong, right });
}
