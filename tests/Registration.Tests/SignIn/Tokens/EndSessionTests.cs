using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

/// <summary>
/// The standard's two ways for a frontend to end what it began: revocation of its token, and sign-out of the person.
/// </summary>
public sealed class EndSessionTests(RegistrationFixture registration) : IAsyncLifetime
{
    private const string Home = "http://127.0.0.1:1/";
    private SignInHost host = null!;
    private Frontend frontend = null!;
    private Guid member;
    private string cookie = "";
    private JsonObject tokens = null!;

    public async ValueTask InitializeAsync()
    {
        host = await SignInHost.StartAsync(registration);
        frontend = new Frontend(host);
        member = await registration.GivenMember();
        cookie = await host.SignIn(member);
        tokens = await frontend.SignIn(cookie);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_revoked_refresh_token_is_worth_nothing_and_the_device_stays_signed_in()
    {
        var other = await new Frontend(host).SignIn(cookie);
        await frontend.Revoke(Token("refresh_token"));
        await frontend.Revoke(Token("refresh_token"));

        ((string?)(await frontend.Refresh(Token("refresh_token")))["error"]).ShouldBe("invalid_grant");
        (await frontend.Refresh((string)other["refresh_token"]!))["access_token"].ShouldNotBeNull();
        (await UserInfo()).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_revoked_access_token_tells_nothing_any_more()
    {
        await frontend.Revoke(Token("access_token"));
        (await UserInfo()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nobody_revokes_the_token_of_another_frontend()
    {
        await new Frontend(host, SignInHost.Foreign, secret: null).Revoke(Token("refresh_token"));
        (await frontend.Refresh(Token("refresh_token")))["access_token"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Signing_out_at_a_frontend_ends_cookie_and_tokens_and_leads_back()
    {
        var answer = await SignOut(
            ("id_token_hint", Token("id_token")),
            ("post_logout_redirect_uri", Home),
            ("state", "zustand")
        );

        answer.Headers.Location!.ToString().ShouldBe($"{Home}?state=zustand");
        answer
            .Headers.GetValues("Set-Cookie")
            .ShouldContain(set => set.StartsWith("anmeldung=;", StringComparison.Ordinal));
        ((string?)(await frontend.Refresh(Token("refresh_token")))["error"]).ShouldBe("invalid_grant");
        (await UserInfo()).ShouldBe(HttpStatusCode.Unauthorized);
        (await frontend.Ask(frontend.Request(("prompt", "none")), cookie)).Headers.Location!.Query.ShouldContain(
            "login_required"
        );
        (await SignedIn()).ShouldBeFalse();

        // Twice is fine.
        (await SignOut(("id_token_hint", Token("id_token")), ("post_logout_redirect_uri", Home)))
            .Headers.Location!.ToString()
            .ShouldBe(Home);
    }

    [Fact]
    public async Task Without_the_sign_ins_own_token_a_page_asks_first()
    {
        var answer = await SignOut(("post_logout_redirect_uri", Home));
        (answer.StatusCode, answer.Headers.Location!.ToString()).ShouldBe(
            (HttpStatusCode.SeeOther, "/anmelden/abmelden")
        );
        (await SignedIn()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://angreifer.example/")]
    [InlineData("//angreifer.example/")]
    [InlineData("http://127.0.0.1:1/weg")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_out_leads_to_no_address_that_is_not_registered(string elsewhere)
    {
        var answer = await SignOut(("id_token_hint", Token("id_token")), ("post_logout_redirect_uri", elsewhere));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
        (await SignedIn()).ShouldBeTrue();
    }

    private string Token(string name) => (string)tokens[name]!;

    private Task<HttpResponseMessage> SignOut(params (string Name, string Value)[] query) =>
        frontend.Ask(
            QueryHelpers.AddQueryString(
                "/connect/logout",
                query.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))
            ),
            cookie
        );

    private async Task<HttpStatusCode> UserInfo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token("access_token"));
        return (await host.Browser.SendAsync(request)).StatusCode;
    }

    private Task<bool> SignedIn() =>
        registration.Query(db => db.DeviceSessions.AnyAsync(session => session.AccountId == member));
}
