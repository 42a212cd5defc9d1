using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Visibility;

public sealed class VisibilityTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task Everything_is_closed_until_it_is_opened_one_by_one_and_what_is_closed_again_is_deleted()
    {
        var (session, me, other) = (
            await registration.GivenSession(),
            await registration.GivenMember(),
            await registration.GivenMember(Kaiserslautern, "Jonas Muster")
        );
        await registration.Book(session, me, "OnSite");
        await registration.Book(session, other, "Online", partner: Kaiserslautern);
        (await Company(session, me)).ToJsonString().ShouldBe("""{"companions":[],"others":1}""");
        (await Own(other)).ToJsonString().ShouldBe("""{"name":false,"city":false,"faction":null,"topics":null}""");

        await Set(other, new { city = true });
        (await Company(session, me))
            .ToJsonString()
            .ShouldBe(
                $$"""{"companions":[{"name":null,"city":"Stadt {{Kaiserslautern}}","faction":null,"topics":null}],"others":0}"""
            );
        await Set(
            other,
            new
            {
                name = true,
                faction = " Freie Liste ",
                topics = "Schulen",
            }
        );
        (await Company(session, me))
            .ToJsonString()
            .ShouldBe(
                """{"companions":[{"name":"Jonas Muster","city":null,"faction":"Freie Liste","topics":"Schulen"}],"others":0}"""
            );

        await Set(other, new { name = true });
        (await Company(session, me)).ToJsonString().ShouldNotContain("Liste");
        (await registration.Query(db => db.Visible.SingleAsync(row => row.MemberId == other))).Faction.ShouldBeNull();
        await Set(other, new { });
        (await registration.Query(db => db.Visible.CountAsync(row => row.MemberId == other))).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_closed_with_one_of_linked_mandates_is_closed_for_all()
    {
        var (session, me, city) = (
            await registration.GivenSession(),
            await registration.GivenMember(),
            await registration.GivenMember(Bamberg, "Erika Muster")
        );
        var region = await registration.GivenMember(Kaiserslautern, "Erika Muster");
        await registration.Book(session, me, "OnSite");
        await registration.Book(session, city, "OnSite");
        await Set(city, new { name = true, faction = "Freie Liste" });
        await registration.Query(db =>
            Registration.Mandates.LinkMandates.Handle(db, city, region, TimeProvider.System, CancellationToken.None)
        );

        var signedIn = service.As(region, Kaiserslautern);
        (await signedIn.GetFromJsonAsync<JsonNode>("/me/visibility"))!["faction"]!
            .GetValue<string>()
            .ShouldBe("Freie Liste", "others see the first of the mandates");
        (await signedIn.PutAsJsonAsync("/me/visibility", new { city = true })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Company(session, me))
            .ToJsonString()
            .ShouldBe(
                $$"""{"companions":[{"name":null,"city":"Stadt {{Bamberg}}","faction":null,"topics":null}],"others":0}"""
            );
    }

    [Fact]
    public async Task Only_who_is_there_sees_who_else_is()
    {
        var (session, coming, declined) = (
            await registration.GivenSession(onSite: 1, online: null),
            await registration.GivenMember(),
            await registration.GivenMember()
        );
        var (waiting, stranger) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Book(session, coming, "OnSite");
        await registration.Book(session, waiting, "OnSite");
        await registration.Book(session, declined, "Declined");

        (await service.As(coming, Bamberg).GetAsync($"/sessions/{session}/company")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        foreach (var member in (Guid[])[declined, waiting, stranger])
        {
            await (await service.As(member, Bamberg).GetAsync($"/sessions/{session}/company")).ShouldBeProblem(
                HttpStatusCode.Forbidden,
                "not-at-session"
            );
        }

        await (await service.As(coming, Bamberg).GetAsync($"/sessions/{Guid.NewGuid()}/company")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "session-unknown"
        );
        (await service.Anonymous.GetAsync($"/sessions/{session}/company")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task What_was_opened_is_exported_and_erased_with_the_member()
    {
        var me = await registration.GivenMember();
        await Set(me, new { faction = "Freie Liste" });
        (await (await service.As(me, Bamberg).GetAsync("/me/data")).Content.ReadAsStringAsync()).ShouldContain(
            "Freie Liste"
        );

        await service.As(me, Bamberg).PostAsJsonAsync("/me/erasure", new { statusCode = new string('c', 40) });

        (await registration.Query(db => db.Visible.CountAsync(row => row.MemberId == me))).ShouldBe(0);
        await (await service.As(me, Bamberg).PutAsJsonAsync("/me/visibility", new { name = true })).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "member-unknown"
        );
    }

    [Theory]
    [InlineData("<b>fett</b>", "x", "text-contains-html")]
    [InlineData("a\u0000", "x", "text-contains-control-characters")]
    [InlineData("x", null, "topics-too-long")]
    public async Task What_is_no_plain_line_is_refused(string faction, string? topics, string code)
    {
        var answer = await service
            .As(await registration.GivenMember(), Bamberg)
            .PutAsJsonAsync("/me/visibility", new { faction, topics = topics ?? new string('x', 301) });
        (await answer.ShouldBeProblem(HttpStatusCode.BadRequest, "fields-invalid"))["errors"]!
            .ToJsonString()
            .ShouldContain(code);
    }

    private async Task Set(Guid member, object body) =>
        (await service.As(member, Bamberg).PutAsJsonAsync("/me/visibility", body)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

    private async Task<JsonNode> Own(Guid member) =>
        (await service.As(member, Bamberg).GetFromJsonAsync<JsonNode>("/me/visibility"))!;

    private async Task<JsonNode> Company(Guid session, Guid member) =>
        (await service.As(member, Bamberg).GetFromJsonAsync<JsonNode>($"/sessions/{session}/company"))!;
}
