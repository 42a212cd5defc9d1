using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

public sealed class TokenServerTests(RegistrationFixture registration)
{
    [Fact]
    public async Task An_access_token_says_what_services_need_for_five_minutes()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var member = await registration.GivenMember();
        var tokens = await new Frontend(host).SignIn(await host.SignIn(member));

        var token = new JsonWebToken((string)tokens["access_token"]!);
        token.Alg.ShouldBe("ES256");
        token.Typ.ShouldBe("at+jwt");
        token.Issuer.ShouldBe($"{host.Issuer}");
        token.Audiences.ShouldBe(["stadtgespraeche"]);
        token.Subject.ShouldBe($"{member}");
        token.GetClaim("partner").Value.ShouldBe("bamberg");
        token.GetClaim("name").Value.ShouldBe("Erika Beispiel");
        token.GetClaim("amr").Value.ShouldBe("passkey");
        Guid.TryParse(token.GetClaim("sid").Value, out _).ShouldBeTrue();
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(SignInMethod.Mail, false)]
    [InlineData(SignInMethod.Passkey, true)]
    [InlineData(SignInMethod.City, true)]
    public async Task Roles_are_told_only_after_a_passkey_or_the_citys_login(string method, bool told)
    {
        await using var host = await SignInHost.StartAsync(registration);
        var member = await registration.GivenMember();
        var cookie = await host.SignIn(member, method);
        await registration.Query(async db =>
        {
            db.AccountRoles.Add(new AccountRole { AccountId = member, Role = AccountRole.Organiser });
            db.AccountRoles.Add(
                new AccountRole
                {
                    AccountId = member,
                    Role = AccountRole.Coordinator,
                    Partner = "bamberg",
                }
            );
            return await db.SaveChangesAsync();
        });

        var token = new JsonWebToken((string)(await new Frontend(host).SignIn(cookie))["access_token"]!);
        token
            .Claims.Where(claim => claim.Type == "role")
            .Select(claim => claim.Value)
            .ShouldBe(told ? ["coordinator", "organiser"] : []);
        token
            .Claims.Where(claim => claim.Type == "coordinates")
            .Select(claim => claim.Value)
            .ShouldBe(told ? ["bamberg"] : []);
    }

    [Fact]
    public async Task A_code_that_comes_twice_ends_what_it_began()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var frontend = new Frontend(host);
        var code = await frontend.Code(await host.SignIn(await registration.GivenMember()));
        var tokens = await frontend.Redeem(code);
        ((string?)(await frontend.Redeem(code))["error"]).ShouldBe("invalid_grant");
        ((string?)(await frontend.Refresh((string)tokens["refresh_token"]!))["error"]).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_code_is_worth_nothing_without_its_verifier()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var frontend = new Frontend(host);
        var code = await frontend.Code(await host.SignIn(await registration.GivenMember()));
        ((string?)(await frontend.Redeem(code, new string('x', 43)))["error"]).ShouldBe("invalid_grant");
    }

    [Theory]
    [InlineData("redirect_uri", "https://angreifer.example/")]
    [InlineData("redirect_uri", SignInHost.Redirect + "/../weg")]
    [InlineData("redirect_uri", SignInHost.Redirect + "?a=b")]
    [InlineData("client_id", "unbekannt")]
    [InlineData("redirect_uri", null)]
    public async Task Nobody_is_sent_to_an_address_that_is_not_registered(string name, string? value)
    {
        await using var host = await SignInHost.StartAsync(registration);
        var frontend = new Frontend(host);
        var answer = await frontend.Ask(
            frontend.Request((name, value)),
            await host.SignIn(await registration.GivenMember())
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    [InlineData("scope", "openid alles")]
    public async Task What_the_protocol_no_longer_allows_is_refused(string name, string? value)
    {
        await using var host = await SignInHost.StartAsync(registration);
        var frontend = new Frontend(host);
        var answer = await frontend.Ask(
            frontend.Request((name, value)),
            await host.SignIn(await registration.GivenMember())
        );
        $"{answer.Headers.Location}".ShouldNotContain("code=");
        $"{answer.Headers.Location} {await answer.Content.ReadAsStringAsync()}".ShouldContain("error");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_and_comes_back_to_the_request()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var frontend = new Frontend(host);
        var answer = await frontend.Ask(frontend.Request(), cookie: null);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var back = Microsoft
            .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(host.Address, answer.Headers.Location!).Query)[
                "weiter"
            ]
            .ToString();
        back.ShouldStartWith("/connect/authorize?");
        (
            await frontend.Ask(back, await host.SignIn(await registration.GivenMember()))
        ).Headers.Location!.Query.ShouldContain("code=");
        (await frontend.Ask(frontend.Request(("prompt", "none")), cookie: null)).Headers.Location!.Query.ShouldContain(
            "error=login_required"
        );
    }

    [Fact]
    public async Task A_frontend_that_is_not_ours_gets_nothing_before_the_member_has_agreed()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var frontend = new Frontend(host, SignInHost.Foreign, secret: null);
        var answer = await frontend.Ask(frontend.Request(), await host.SignIn(await registration.GivenMember()));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        $"{answer.Headers.Location}".ShouldStartWith("/anmelden/zustimmung?");
    }

    [Fact]
    public async Task Ending_the_device_ends_its_cookie_and_its_refresh_tokens()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var member = await registration.GivenMember();
        var cookie = await host.SignIn(member);
        var frontend = new Frontend(host);
        var tokens = await frontend.SignIn(cookie);
        await registration.Query(db =>
            db.DeviceSessions.Where(session => session.AccountId == member).ExecuteDeleteAsync()
        );
        ((string?)(await frontend.Refresh((string)tokens["refresh_token"]!))["error"]).ShouldBe("invalid_grant");
        (await frontend.Ask(frontend.Request(), cookie)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_sign_in_begun_on_one_replica_ends_on_another_and_a_restart_logs_nobody_out()
    {
        var member = await registration.GivenMember();
        string cookie;
        JsonObject tokens;
        Uri issuer;
        await using (var one = await SignInHost.StartAsync(registration))
        {
            issuer = one.Issuer;
            await using var other = await SignInHost.StartAsync(registration, issuer: issuer);
            cookie = await one.SignIn(member);
            var frontend = new Frontend(one);
            var code = await frontend.Code(cookie, other);
            tokens = await frontend.Redeem(code, replica: one);
            tokens = await frontend.Refresh((string)tokens["refresh_token"]!, other);
            tokens["access_token"].ShouldNotBeNull();
        }

        await using var again = await SignInHost.StartAsync(registration, issuer: issuer);
        var returned = new Frontend(again);
        (await returned.Refresh((string)tokens["refresh_token"]!))["access_token"].ShouldNotBeNull();
        (await returned.Code(cookie)).ShouldNotBeEmpty();
    }
}
