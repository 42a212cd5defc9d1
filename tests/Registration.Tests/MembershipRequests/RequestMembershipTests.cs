using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jose;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.MembershipRequests;

public sealed class RequestMembershipTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_request_opens_with_the_citys_key_only_and_nothing_of_it_stands_at_the_hub()
    {
        await GivenConnected(Kaiserslautern, Bamberg);
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);
        using var other = await registration.GivenEncryptionKey(Bamberg);
        await using var heard = await service.ListenAt<MembershipRequested>(Kaiserslautern);
        var id = Guid.CreateVersion7();

        (await Ask(id)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Ask(id)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var short1 = Guid.CreateVersion7();
        (await Ask(short1, faction: null, title: null, address: "a@b.example")).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );

        await heard.Next(message => message.RequestId == short1);
        await heard.Next(message => message.RequestId == id);
        var told = heard.Heard.Single(message => message.RequestId == id);
        told.SealedRequest.Length.ShouldBe(
            heard.Heard.Single(message => message.RequestId == short1).SealedRequest.Length,
            "the length tells nothing"
        );
        var text = JsonNode.Parse(
            JWT.Decode(told.SealedRequest, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM)
        )!;
        (
            text.Text("firstName"),
            text.Text("lastName"),
            text.Text("title"),
            text.Text("faction"),
            text.Text("address")
        ).ShouldBe(("Rita", "Zaubermaus", "Dr.", "Zauberliste", "Rita.Zaubermaus@rat.example"));
        Should.Throw<JoseException>(() =>
            JWT.Decode(told.SealedRequest, other, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM)
        );
        (await EndToEnd.Tests.Platform.DatabaseContents.ReadAsync(service.Database))
            .Where(row => row.Row.Contains("zauber", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty();
        var kept = await registration.Query(db => db.PassedRequests.SingleAsync(row => row.Id == id));
        kept.Partner.ShouldBe(Kaiserslautern);
    }

    [Fact]
    public async Task Who_fills_in_what_people_do_not_see_is_answered_as_all_others_and_told_to_nobody()
    {
        await GivenConnected(Kaiserslautern);
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);
        var id = Guid.CreateVersion7();
        (await Ask(id, website: "https://billig.example")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await registration.Query(db => db.PassedRequests.CountAsync(row => row.Id == id))).ShouldBe(0);
    }

    [Fact]
    public async Task A_city_that_does_not_take_part_or_has_no_key_cannot_be_asked()
    {
        var partner = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(partner);
        await GivenConnected(partner, "stadtgespraeche");
        await (await Ask(Guid.CreateVersion7(), partner)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "partner-takes-no-requests"
        );
        await registration.Query(db =>
            db.Partners.Where(row => row.Key == partner)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, PartnerState.Suspended))
        );
        foreach (var none in (string[])[partner, "erfunden", "", "bam\0berg", "stadtgespraeche"])
        {
            (
                await (await Ask(Guid.CreateVersion7(), none)).ShouldBeProblem(
                    HttpStatusCode.BadRequest,
                    "fields-invalid"
                )
            )["errors"]!
                .ToJsonString()
                .ShouldContain("partner-unknown");
        }
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_is_told_by_its_field_and_a_network_that_asks_too_often_has_to_wait()
    {
        await GivenConnected(Kaiserslautern);
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);
        var empty = await (
            await service.Anonymous.PutAsJsonAsync($"/membership-requests/{Guid.NewGuid()}", new { })
        ).ShouldBeProblem(HttpStatusCode.BadRequest, "fields-invalid");
        string[] codes =
        [
            "first-name-missing",
            "last-name-missing",
            "address-invalid",
            "consent-missing",
            "partner-unknown",
        ];
        codes.ShouldAllBe(code => empty["errors"]!.ToJsonString().Contains(code));
        foreach (var none in new[] { "rita@rat.example\r\nBcc: alle@rat.example", "rita@rat" })
        {
            (
                await (await Ask(Guid.NewGuid(), address: none)).ShouldBeProblem(
                    HttpStatusCode.BadRequest,
                    "fields-invalid"
                )
            )["errors"]!
                .ToJsonString()
                .ShouldContain("address-invalid");
        }

        for (var i = 0; i < 10; i++)
        {
            (await Ask(Guid.NewGuid(), network: $"2001:db8:9:9::{i + 1}")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        await (await Ask(Guid.NewGuid(), network: "2001:db8:9:9::99")).ShouldBeProblem(
            HttpStatusCode.TooManyRequests,
            "too-many-requests"
        );
    }

    private Task GivenConnected(params string[] partners) =>
        registration.Query(db =>
            db.Partners.Where(row => partners.Contains(row.Key))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, PartnerState.Connected))
        );

    private async Task<HttpResponseMessage> Ask(
        Guid id,
        string partner = Kaiserslautern,
        string? title = "Dr.",
        string? faction = "Zauberliste",
        string address = "Rita.Zaubermaus@rat.example",
        string? website = null,
        string? network = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/membership-requests/{id}")
        {
            Content = JsonContent.Create(
                new
                {
                    partner,
                    firstName = "Rita",
                    lastName = "Zaubermaus",
                    title,
                    faction,
                    address,
                    consent = true,
                    website,
                }
            ),
        };
        request.Headers.Add("X-Forwarded-For", network ?? $"10.9.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}");
        return await service.Anonymous.SendAsync(request);
    }
}
