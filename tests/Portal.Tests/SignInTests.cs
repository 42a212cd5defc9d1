using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Stadtgespraeche.Portal.Tests;

public sealed class SignInTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly string Seat = $"/platz/{PortalUnderTest.SessionId}";
    private readonly Person person = new(portal.Browser);

    [Fact]
    public async Task Signing_in_leads_back_to_where_one_was_and_every_replica_knows_it()
    {
        var answer = await person.SignIn("/mein-bereich");

        answer.Headers.Location!.ToString().ShouldBe("/mein-bereich");
        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("sitzung=", StringComparison.Ordinal));
        cookie.ShouldSatisfyAllConditions(
            () => cookie.ShouldContain("httponly"),
            () => cookie.ShouldContain("samesite=lax")
        );
        foreach (var replica in (HttpClient[])[portal.Browser, portal.AtSecondReplica])
        {
            var page = await person.Get("/mein-bereich", replica);
            page.ShouldContain("Erika Muster");
            page.ShouldContain("Wie &lt;geht&gt; das?");
            page.ShouldContain("Safari auf iPhone");
            page.ShouldContain("(wartet auf Freigabe)");
            page.ShouldContain("kopf-abmelden");
            page.ShouldNotContain("zugang-");
        }

        (await person.Get(Seat)).ShouldContain("Sie handeln für <strong>Erika Muster</strong>");
        (await new Person(portal.Browser).Get("/sitzungen")).ShouldContain("kopf-anmelden");
    }

    [Fact]
    public async Task Of_many_requests_at_once_on_two_replicas_one_renews_the_token()
    {
        portal.Issuer.FirstLifetime = 1;
        await person.SignIn();
        portal.Issuer.FirstLifetime = 300;
        var before = portal.Issuer.Refreshed.Count;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    person.Send(
                        HttpMethod.Get,
                        "/mein-bereich",
                        at: i % 2 == 0 ? portal.Browser : portal.AtSecondReplica
                    )
                )
        );

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (portal.Issuer.Refreshed.Count - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_is_repeated_and_signs_nobody_out()
    {
        portal.Issuer.FirstLifetime = 1;
        await person.SignIn();
        portal.Issuer.FirstLifetime = 300;
        portal.Issuer.LosesAnswers = true;
        await person.Send(HttpMethod.Get, "/mein-bereich");
        portal.Issuer.LosesAnswers = false;

        var page = await person.Get("/mein-bereich", portal.AtSecondReplica);
        page.ShouldContain("Erika Muster");
        portal.Issuer.Refreshed.TakeLast(2).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_role_that_was_given_or_taken_meanwhile_counts_from_the_next_renewal_on()
    {
        try
        {
            foreach (
                var (before, now, page) in ((string[], string[], HttpStatusCode)[])
                    [([], ["organiser"], HttpStatusCode.OK), (["organiser"], [], HttpStatusCode.Forbidden)]
            )
            {
                portal.Issuer.FirstLifetime = 1;
                await person.SignIn(amr: "passkey", roles: before);
                portal.Issuer.FirstLifetime = 300;
                portal.Issuer.RolesByNow = now;

                foreach (var path in (string[])["/organisation/protokoll", "/organisation/protokoll"])
                {
                    (await person.Send(HttpMethod.Get, path)).StatusCode.ShouldBe(page);
                }

                await person.Send(
                    HttpMethod.Post,
                    "/abmeldung",
                    new() { ["formular"] = Person.FormToken(await person.Get("/sitzungen")) }
                );
            }
        }
        finally
        {
            portal.Issuer.RolesByNow = null;
        }
    }

    [Fact]
    public async Task A_sign_in_that_ended_elsewhere_ends_here()
    {
        portal.Issuer.FirstLifetime = 1;
        await person.SignIn();
        portal.Issuer.FirstLifetime = 300;
        portal.Issuer.RefusesRefresh = true;
        try
        {
            (await person.Send(HttpMethod.Get, "/mein-bereich")).Headers.Location!.AbsolutePath.ShouldBe(
                "/connect/authorize"
            );
        }
        finally
        {
            portal.Issuer.RefusesRefresh = false;
        }

        (await person.Get("/sitzungen")).ShouldContain("kopf-anmelden");
    }

    [Fact]
    public async Task Signing_out_needs_the_form_and_ends_the_sign_in_here_and_at_the_issuer()
    {
        await person.SignIn();
        var page = await person.Get("/sitzungen");
        (await person.Send(HttpMethod.Post, "/abmeldung", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var cookie = person.Cookie("sitzung")!;

        var answer = await person.Send(HttpMethod.Post, "/abmeldung", new() { ["formular"] = Person.FormToken(page) });

        // The device's sign-in at the issuer is ended from server to server: no token stands in an address.
        (answer.StatusCode, answer.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.SeeOther, "/"));
        portal.Api.Changes.ShouldContain($"DELETE /api/registration/me/devices/{PortalUnderTest.SessionId}");
        var thief = new Person(portal.AtSecondReplica);
        thief.Plant("sitzung", cookie);
        (await thief.Get("/sitzungen")).ShouldContain("kopf-anmelden");
    }

    [Fact]
    public async Task A_cookie_that_was_planted_before_is_not_the_one_that_is_signed_in()
    {
        var attacker = new Person(portal.Browser);
        await attacker.SignIn();
        person.Plant("sitzung", attacker.Cookie("sitzung")!);
        var asked = QueryHelpers.ParseQuery((await person.Send(HttpMethod.Get, "/anmeldung")).Headers.Location!.Query);

        await person.ComeBack(ScriptedIssuer.Code(asked["nonce"]!, "mail"), asked["state"]!);

        person.Cookie("sitzung").ShouldNotBe(attacker.Cookie("sitzung"));
        (await person.Get("/sitzungen")).ShouldContain("kopf-abmelden");
        (await attacker.Get("/sitzungen")).ShouldContain("kopf-anmelden");
    }

    [Fact]
    public async Task An_answer_for_another_browser_signs_nobody_in_but_starts_again_once()
    {
        var asked = QueryHelpers.ParseQuery(
            (await person.Send(HttpMethod.Get, "/anmeldung?weiter=/sitzungen")).Headers.Location!.Query
        );
        var (code, state) = (ScriptedIssuer.Code(asked["nonce"]!, "mail"), asked["state"].ToString());
        var other = new Person(portal.Browser);

        var again = await other.ComeBack(code, state);
        again.Headers.Location!.AbsolutePath.ShouldBe("/connect/authorize");
        other.Cookie("sitzung").ShouldBeNull();
        var second = QueryHelpers.ParseQuery(again.Headers.Location.Query);
        (await other.ComeBack(ScriptedIssuer.Code(second["nonce"]!, "mail"), second["state"]!))
            .Headers.Location!.ToString()
            .ShouldBe("/sitzungen");

        var lost = new Person(portal.Browser);
        await lost.ComeBack(code, state);
        var explained = await lost.ComeBack(code, state);
        explained.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await explained.Content.ReadAsStringAsync()).ShouldContain("Die Anmeldung hat nicht geklappt");
    }

    [Theory]
    [InlineData("https://boese.example/")]
    [InlineData("//boese.example")]
    [InlineData("/\\boese.example")]
    public async Task A_foreign_address_to_return_to_leads_home(string elsewhere)
    {
        var answer = await person.SignIn($"/anmeldung?weiter={Uri.EscapeDataString(elsewhere)}");
        answer.Headers.Location!.ToString().ShouldBe("/mein-bereich");
    }

    [Fact]
    public async Task Organisers_need_their_role_and_for_that_a_passkey()
    {
        await person.SignIn("/organisation/beitraege", "mail");
        var refused = await person.Send(HttpMethod.Get, "/organisation/beitraege");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Bitte melden Sie sich mit Ihrem Passkey an");

        var organiser = new Person(portal.Browser);
        await organiser.SignIn("/organisation/beitraege", "passkey", "organiser");
        await organiser.Get("/organisation/beitraege");
        (await organiser.Get("/organisation")).ShouldContain("Neue Sitzung anlegen");
    }
}
