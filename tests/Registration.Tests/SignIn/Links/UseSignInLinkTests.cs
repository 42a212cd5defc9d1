using System.Net;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.SignIn.Links;

public sealed class UseSignInLinkTests(RegistrationFixture registration)
{
    [Fact]
    public async Task The_link_signs_in_once_in_any_browser_and_the_token_leaves_the_address_at_once()
    {
        var (member, token) = await registration.GivenSignInLink("/connect/authorize?client_id=y");
        var browser = registration.Browser();

        var moved = await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        moved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        moved.Headers.Location!.ToString().ShouldBe("/anmelden/link");
        moved
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("anmeldelink=", StringComparison.Ordinal))
            .ToLowerInvariant()
            .ShouldSatisfyAllConditions(
                cookie => cookie.ShouldContain("path=/anmelden/link"),
                cookie => cookie.ShouldContain("httponly")
            );
        var page = await browser.Get("/anmelden/link");
        page.ShouldContain("Erika Beispiel");
        page.ShouldNotContain(token);
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(0);

        var signedIn = await browser.Post("/anmelden/link", page);
        signedIn.Headers.Location!.ToString().ShouldBe("/connect/authorize?client_id=y");
        (await registration.Query(db => db.DeviceSessions.SingleAsync(row => row.AccountId == member))).Method.ShouldBe(
            SignInMethod.Mail
        );

        // Whoever clicks twice or goes back goes on; anywhere else the link is used up.
        (await browser.Send(HttpMethod.Get, "/anmelden/link"))
            .Headers.Location!.ToString()
            .ShouldBe("/connect/authorize?client_id=y");
        await registration.SignInShouldBeRefused(token, HttpStatusCode.Gone, "schon benutzt");
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_browsers_with_the_same_link_one_gets_in()
    {
        var (member, token) = await registration.GivenSignInLink();
        var browsers = new[]
        {
            registration.Browser(),
            registration.Browser(),
            registration.Browser(),
            registration.Browser(),
        };
        var pages = new List<string>();
        foreach (var browser in browsers)
        {
            await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
            pages.Add(await browser.Get("/anmelden/link"));
        }

        var answers = await Task.WhenAll(browsers.Select((browser, i) => browser.Post("/anmelden/link", pages[i])));

        answers
            .Select(answer => answer.Headers.Location?.ToString())
            .Order(StringComparer.Ordinal)
            .ShouldBe(["/anmelden/link", "/anmelden/link", "/anmelden/link", "/mein-bereich"]);
        var late = browsers.Where((_, i) => answers[i].Headers.Location!.ToString() == "/anmelden/link");
        foreach (var browser in late)
        {
            (await browser.Send(HttpMethod.Get, "/anmelden/link")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        }

        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_that_is_used_while_its_member_switches_links_off_signs_nobody_in()
    {
        var (member, token) = await registration.GivenSignInLink();
        var browser = registration.Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        var page = await browser.Get("/anmelden/link");
        await registration.Query(db =>
            db.Database.ExecuteSqlAsync(
                $"insert into accounts (id, created_at, security_stamp, mail_sign_in_off) values ({member}, now(), 'x', false)"
            )
        );

        var answer = await registration.Query(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            // Held as the page holds it, and changed only while the link waits: an update alone would stop the link by
            // itself.
            await Credentials.LockAsync(db, member, TestContext.Current.CancellationToken);
            var sent = browser.Post("/anmelden/link", page);
            // The link waits for the member's account, which is locked here.
            await Eventually.Holds(async () =>
                (
                    await registration.Query(other =>
                        other
                            .Database.SqlQuery<int>(
                                $"""
                                select count(*)::int as "Value" from pg_stat_activity
                                where wait_event_type = 'Lock' and datname = current_database()
                                """
                            )
                            .SingleAsync()
                    )
                ).ShouldBeGreaterThan(0)
            );
            await db.Database.ExecuteSqlAsync($"update accounts set mail_sign_in_off = true where id = {member}");
            await transaction.CommitAsync();
            return await sent;
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(0);
    }

    [Fact]
    public async Task Who_wants_no_links_by_mail_is_told_so_and_not_signed_in()
    {
        var (off, second) = await registration.GivenSignInLink();
        await registration.Query(db =>
            db.Database.ExecuteSqlAsync(
                $"insert into accounts (id, created_at, security_stamp, mail_sign_in_off) values ({off}, now(), 'x', true)"
            )
        );
        var browser = registration.Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={second}");
        var answer = await browser.Post("/anmelden/link", await browser.Get("/anmelden/link"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Passkey");
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == off))).ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_forms_own_token_nothing_is_asked_and_nobody_signed_in()
    {
        var (_, token) = await registration.GivenSignInLink();
        var browser = registration.Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        (await browser.Send(HttpMethod.Post, "/anmelden/link", new())).IsSuccessStatusCode.ShouldBeFalse();
        (
            await browser.Send(
                HttpMethod.Post,
                "/anmelden",
                new() { ["Partner"] = Bamberg, ["Address"] = "rita@rat.example" }
            )
        ).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://boese.example/")]
    [InlineData("//boese.example/")]
    [InlineData("/\\boese.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_foreign_address_to_return_to_is_forgotten(string elsewhere)
    {
        var (_, token) = await registration.GivenSignInLink(elsewhere);
        var browser = registration.Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        (await browser.Post("/anmelden/link", await browser.Get("/anmelden/link")))
            .Headers.Location!.ToString()
            .ShouldBe("/mein-bereich");
        (await browser.Get($"/anmelden?weiter={Uri.EscapeDataString(elsewhere)}")).ShouldNotContain("boese");
    }

    [Fact]
    public async Task What_begins_on_one_replica_ends_on_another()
    {
        await using var replica = await ServiceUnderTest<Program>.StartAsync(registration.Service.Settings);
        var (_, token) = await registration.GivenSignInLink();
        var browser = registration.Browser();

        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        var page = await browser.At(replica).Get("/anmelden/link");
        (await browser.Post("/anmelden/link", page)).Headers.Location!.ToString().ShouldBe("/mein-bereich");

        // The cookie that one has set opens the pages of the other.
        await browser.At(replica).Get("/anmelden/passkeys");
    }
}
