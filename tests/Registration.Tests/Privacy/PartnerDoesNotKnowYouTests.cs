using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Privacy;

/// <summary>
/// Who came in by an operator's invitation stands in no city's list: nothing is asked of a city, and nothing is
/// promised in its name.
/// </summary>
public sealed class PartnerDoesNotKnowYouTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_city_that_never_told_of_the_member_is_asked_for_nothing_and_the_erasure_ends_without_it()
    {
        await using var exports = await service.ListenAt<DataExportRequested>(Bamberg);
        await using var orders = await service.ListenAt<ErasureOrdered>(Bamberg);
        await using var resent = await service.ListenAt<MemberAccepted>(Bamberg);
        var member = Guid.CreateVersion7();
        await registration.Query(async db =>
        {
            db.Members.Add(
                new Member
                {
                    Id = member,
                    Partner = Bamberg,
                    DisplayName = "Olga Organisiert",
                    Version = 0,
                }
            );
            return await db.SaveChangesAsync();
        });
        using var client = service.As(member, Bamberg);

        (await client.GetFromJsonAsync<JsonNode>("/me/mandate"))!["unknownToPartner"]!.GetValue<bool>().ShouldBeTrue();
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("", new { }),
                ("/correction", new { wrong = "Olga", right = "Helga" }),
            }
        )
        {
            var refused = await client.PutAsJsonAsync($"/me/data/city/{Guid.NewGuid()}{path}", body);
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await refused.Content.ReadFromJsonAsync<JsonNode>())!.Text("code").ShouldBe("partner-does-not-know-you");
        }

        var code = $"{Guid.NewGuid():N}";
        var erasure = (
            await (
                await client.PostAsJsonAsync("/me/erasure", new { statusCode = code })
            ).Content.ReadFromJsonAsync<JsonNode>()
        )!;
        erasure["parts"]!
            .AsArray()
            .Select(part => part!.Text("owner"))
            .ShouldBe(["knowledge", "registration", "scheduling"], ignoreOrder: true);
        foreach (var owner in (string[])["scheduling", "knowledge"])
        {
            await service.Deliver(
                new ErasureCompleted(Guid.Parse(erasure.Text("id")), owner, new Dictionary<string, int>())
            );
        }

        await Eventually.Holds(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/erasure")
            {
                Headers = { { "Erasure-Code", code } },
            };
            (await (await service.Anonymous.SendAsync(request)).Content.ReadFromJsonAsync<JsonNode>())!
                .Text("completedAt")
                .ShouldNotBeEmpty();
        });
        exports.Heard.ShouldBeEmpty();
        orders.Heard.ShouldNotContain(order => order.MemberId == member);
        resent.Heard.ShouldNotContain(fact => fact.MemberId == member);
    }
}
