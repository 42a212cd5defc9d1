using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

/// <summary>A frontend that is not ours acts for a member who has agreed, once.</summary>
public sealed partial class ConsentTests(RegistrationFixture registration) : IAsyncLifetime
{
    private SignInHost host = null!;
    private Frontend foreign = null!;
    private Guid member;
    private string cookie = "";

    public async ValueTask InitializeAsync()
    {
        host = await SignInHost.StartAsync(registration);
        foreign = new Frontend(host, SignInHost.Foreign, secret: null);
        member = await registration.GivenMember();
        cookie = await host.SignIn(member);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task What_was_allowed_once_is_remembered_for_this_frontend_and_these_rights()
    {
        var page = await Asked();
        for (var twice = 0; twice < 2; twice++)
        {
            (await Allow(page)).Headers.Location!.ToString().ShouldStartWith("/connect/authorize?");
        }

        (await foreign.SignIn(cookie))["access_token"].ShouldNotBeNull();
        (await foreign.Ask(foreign.Request(("prompt", "none")), cookie)).Headers.Location!.Query.ShouldContain("code=");
        (await foreign.Ask(foreign.Request(), await host.SignIn(await registration.GivenMember())))
            .Headers.Location!.ToString()
            .ShouldStartWith("/anmelden/zustimmung");
        var entry = (
            await registration.Query(db => db.Set<AuditEntry>().Where(row => row.ActorId == member).ToListAsync())
        ).ShouldHaveSingleItem();
        (entry.Operation, entry.TargetKind, entry.TargetId, entry.Outcome).ShouldBe(
            ("AllowFrontend", "account", $"{member}", AuditEntry.Done)
        );
    }

    [Theory]
    [InlineData("/connect/authorize?client_id=%00&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%2F")]
    [InlineData("/anmelden/zustimmung?weiter=%2Fconnect%2Fauthorize%3Fclient_id%3D%2500")]
    public async Task A_client_whose_name_no_database_takes_is_the_senders_fault(string address) =>
        (await foreign.Ask(address, cookie)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_no_is_told_to_the_frontend_and_nothing_is_kept()
    {
        var html = await (await foreign.Ask(await Asked(), cookie)).Content.ReadAsStringAsync();
        var no = WebUtility.HtmlDecode(Refusal().Match(html).Groups["to"].Value);

        var told = (await foreign.Ask(no, cookie)).Headers.Location!;

        told.GetLeftPart(UriPartial.Path).ShouldBe(SignInHost.Redirect);
        told.Query.ShouldSatisfyAllConditions(
            () => told.Query.ShouldContain("error=access_denied"),
            () => told.Query.ShouldContain("state=zustand"),
            () => told.Query.ShouldNotContain("code=")
        );
        await Asked();
    }

    [Theory]
    [InlineData("https://angreifer.example/")]
    [InlineData("/anmelden/passkeys")]
    [InlineData("/connect/authorize?client_id=unbekannt")]
    [InlineData("/connect/authorize?scope=openid")]
    [InlineData("/connect/authorize?")]
    public async Task Whatever_is_no_request_of_a_frontend_is_not_asked_about(string elsewhere) =>
        (
            await foreign.Ask($"/anmelden/zustimmung?weiter={Uri.EscapeDataString(elsewhere)}", cookie)
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Nobody_agrees_by_a_form_of_another_site()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, await Asked())
        {
            Content = new FormUrlEncodedContent([]),
        };
        request.Headers.Add("Cookie", cookie);
        (await host.Browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Asked();
    }

    /// <summary>The address of the page that asks.</summary>
    private async Task<string> Asked()
    {
        var answer = await foreign.Ask(foreign.Request(), cookie);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = answer.Headers.Location!.ToString();
        page.ShouldStartWith("/anmelden/zustimmung?");
        return page;
    }

    private async Task<HttpResponseMessage> Allow(string page)
    {
        var shown = await foreign.Ask(page, cookie);
        var html = await shown.Content.ReadAsStringAsync();
        html.ShouldContain("Fremde Oberfläche");
        using var request = new HttpRequestMessage(HttpMethod.Post, page)
        {
            Content = new FormUrlEncodedContent([
                new("formular", WebUtility.HtmlDecode(FormToken().Match(html).Groups["token"].Value)),
            ]),
        };
        var ofForm = shown
            .Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("anmeldeformular=", StringComparison.Ordinal));
        request.Headers.Add("Cookie", $"{cookie}; {ofForm.Split(';')[0]}");
        return await host.Browser.SendAsync(request);
    }

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("href=\"(?<to>[^\"]+)\">Nicht erlauben")]
    private static partial Regex Refusal();
}
