using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Mandates;

/// <summary>What a member may before the mandate, after it, and when it comes back.</summary>
public sealed class EndedMandateTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task Whose_mandate_has_ended_still_signs_in_by_mail_and_passkey_and_the_token_says_departed_and_no_other_role()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var (member, link) = await registration.GivenSignInLink();
        await host.SignIn(member);
        await registration.Query(async db =>
        {
            db.AccountRoles.Add(new AccountRole { AccountId = member, Role = AccountRole.Organiser });
            return await db.SaveChangesAsync();
        });

        await registration.Say(Bamberg, new MandateEnded(Bamberg, member, 2));

        var browser = registration.Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={link}");
        (await browser.Post("/anmelden/link", await browser.Get("/anmelden/link"))).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
        Roles(await new Frontend(host).SignIn(await host.SignIn(member))).ShouldBe(["departed"]);
        (await registration.Query(db => db.AccountRoles.CountAsync(role => role.AccountId == member))).ShouldBe(0);

        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, member, 3, "Erika Beispiel"));
        Roles(await new Frontend(host).SignIn(await host.SignIn(member))).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_end_one_reads_exports_and_erases_and_everything_else_is_refused_with_a_clear_sentence()
    {
        var (member, session) = (await registration.GivenMember(), await registration.GivenSession());
        var departed = service.As(member, Bamberg, "departed");
        // The token is enough, whatever the part that is asked knows of the member.
        await (await departed.PutAsJsonAsync($"/me/seats/{session}", new { answer = "OnSite" })).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "member-departed"
        );
        await registration.Say(Bamberg, new MandateEnded(Bamberg, member, 2));

        foreach (var path in (string[])["/me/seats", "/me/data", "/me/devices", "/me/mandates", "/me/visibility"])
        {
            (await departed.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        var mandate = (await departed.GetFromJsonAsync<JsonNode>("/me/mandate"))!;
        DateOnly
            .Parse(mandate.Text("deletedOn")!, null)
            .ShouldBe(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddDays(90).UtcDateTime));
        var refused = await (
            await departed.PutAsJsonAsync($"/me/seats/{session}", new { answer = "OnSite" })
        ).ShouldBeProblem(HttpStatusCode.Forbidden, "member-departed");
        refused.Text("detail")!.ShouldContain("Ihr Mandat ist beendet");
        // A token from before the end, and the link of an older mail, are refused by the database.
        await (
            await service.As(member, Bamberg).PutAsJsonAsync($"/me/seats/{session}", new { answer = "OnSite" })
        ).ShouldBeProblem(HttpStatusCode.Forbidden, "member-departed");
        (await departed.PutAsJsonAsync("/me/visibility", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await departed.PutAsync($"/me/data/city/{Guid.NewGuid()}", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await departed.PostAsJsonAsync("/me/erasure", new { statusCode = new string('a', 40) })).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task Before_the_first_day_and_after_the_last_there_are_no_seats_and_between_them_there_are()
    {
        var (session, id, today) = (
            await registration.GivenSession(),
            Guid.CreateVersion7(),
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
        );
        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, id, 1, "Erika Beispiel", today.AddDays(3)));
        await ShouldBeRefused("mandate-not-begun");

        await registration.Say(
            Bamberg,
            new MemberEnrolled(Bamberg, id, 2, "Erika Beispiel", today.AddYears(-5), today.AddDays(-3))
        );
        await ShouldBeRefused("member-departed");

        await registration.Say(
            Bamberg,
            new MemberEnrolled(Bamberg, id, 3, "Erika Beispiel", today.AddDays(-3), today.AddDays(3))
        );
        (await registration.Book(session, id, "OnSite")).Text("state").ShouldBe("Seat");

        async Task ShouldBeRefused(string code)
        {
            using var client = service.WithLink(Bamberg, id, session);
            await (await client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer = "OnSite" })).ShouldBeProblem(
                HttpStatusCode.Forbidden,
                code
            );
        }
    }

    private static IEnumerable<string> Roles(JsonObject tokens) =>
        new JsonWebTokenHandler()
            .ReadJsonWebToken(tokens["access_token"]!.GetValue<string>())
            .Claims.Where(claim => claim.Type == "role")
            .Select(claim => claim.Value);
}
