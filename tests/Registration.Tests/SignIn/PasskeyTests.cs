using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.SignIn;

/// <summary>Passkeys in Chromium with its virtual authenticator, on pages without the portal's styles.</summary>
public sealed class PasskeyTests(RegistrationFixture registration) : IAsyncLifetime
{
    private readonly Browser browser = new();
    private SignInHost host = null!;

    public async ValueTask InitializeAsync()
    {
        await registration.GivenPartner(InviteOrganiser.Hub);
        host = await SignInHost.StartAsync(registration);
        await browser.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_first_organiser_comes_in_once_by_the_operators_link_and_returns_with_the_passkey()
    {
        var link = await Invite("organiser");
        var page = await PersonWithAuthenticator();
        await page.GotoAsync(link);
        page.Url.ShouldNotContain("c=");
        await page.GetByText("Ada Beispiel").WaitForAsync();
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey anlegen und anmelden" }).ClickAsync();
        await page.WaitForURLAsync("**/mein-bereich");

        var member = await registration.Query(db =>
            db.Members.SingleAsync(row => row.DisplayName == "Ada Beispiel" && row.Partner == InviteOrganiser.Hub)
        );
        (
            await registration.Query(db => db.AccountRoles.SingleAsync(role => role.AccountId == member.Id))
        ).Role.ShouldBe("organiser");
        (
            await registration.Query(db => db.Passkeys.SingleAsync(row => row.AccountId == member.Id))
        ).UserVerified.ShouldBeTrue();

        (await Log(member.Id)).ShouldBe(["InviteOrganiser by command done", "AcceptInvitation by session done"]);

        // The link is used up, for everybody.
        var second = await PersonWithAuthenticator();
        (await second.GotoAsync(link))!.Status.ShouldBe(410);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/anmelden/passkey");
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" }).ClickAsync();
        await page.WaitForURLAsync("**/mein-bereich");
        (
            await registration.Query(db => db.DeviceSessions.Where(row => row.AccountId == member.Id).ToListAsync())
        ).ShouldContain(row => row.Method == "passkey");

        await registration.Query(db =>
            db.Members.Where(row => row.Id == member.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisplayName, "Ada"))
        );
    }

    [Fact]
    public async Task A_member_keeps_several_passkeys_and_the_last_one_while_mail_is_off()
    {
        await using var told = await registration.Service.ListenAt<PasskeyChanged>(RegistrationFixture.Bamberg);
        var member = await registration.GivenMember();
        var page = await PersonWithAuthenticator();
        await SignIn(page, member, SignInMethod.Mail);
        await page.GotoAsync("/anmelden/passkeys");
        await AddPasskey(page, "Handy");
        await AddPasskey(await PersonWithAuthenticator(page.Context), "Laptop");
        await page.GotoAsync("/anmelden/passkeys");
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Links per E-Mail ausschalten" }).ClickAsync();
        await page.GetByText("sind ausgeschaltet. Nur wer").WaitForAsync();
        (await host.TrySignIn(member, SignInMethod.Mail)).ShouldBe(nameof(SignInOutcome.MailSignInOff));

        // A session from before, begun by mail, may not take them away now.
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey Laptop entfernen" }).ClickAsync();
        await page.GetByText("Bitte melden Sie sich mit Passkey oder dem Login Ihrer Stadt an").WaitForAsync();

        await SignIn(page, member, SignInMethod.Passkey);
        await page.GotoAsync("/anmelden/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey Laptop entfernen" }).ClickAsync();
        await page.GetByText("Der Passkey ist entfernt").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey Handy entfernen" }).ClickAsync();
        await page.GetByText("Das ist Ihr letzter Passkey").First.WaitForAsync();
        (await registration.Query(db => db.Passkeys.SingleAsync(row => row.AccountId == member))).Name.ShouldBe(
            "Handy"
        );
        (await Log(member)).ShouldBe([
            "AddPasskey by session done",
            "AddPasskey by session done",
            "SwitchMailSignIn by session done",
            "RemovePasskey by session refused",
            "RemovePasskey by session done",
        ]);
        // The member is told of each by the own city.
        await Eventually.Holds(() =>
            told
                .Heard.Where(change => change.MemberId == member)
                .Select(change => change.Added)
                .ShouldBe([true, true, false], ignoreOrder: true)
        );
    }

    [Fact]
    public async Task A_passkey_asked_for_by_one_replica_is_checked_by_another_and_a_restart_signs_nobody_out()
    {
        var member = await registration.GivenMember();
        var page = await PersonWithAuthenticator();
        await SignIn(page, member, SignInMethod.Mail);
        await AddPasskey(page, "Handy");
        await page.Context.ClearCookiesAsync();
        var answered = 0;
        await page.RouteAsync(
            "**/anmelden/passkey",
            async route =>
            {
                // Between the authenticator's orders and its answer another process takes over.
                if (route.Request.Method == "POST" && answered++ == 0)
                {
                    var address = host.Address;
                    await host.DisposeAsync();
                    host = await SignInHost.StartAsync(registration, issuer: address, port: address.Port);
                }

                await route.ContinueAsync();
            }
        );
        await page.GotoAsync("/anmelden");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" }).ClickAsync();
        await page.WaitForURLAsync("**/mein-bereich");
        answered.ShouldBe(1);

        var cookie = (await page.Context.CookiesAsync()).Single(one => one.Name == "anmeldung");
        await using var restarted = await SignInHost.StartAsync(registration, issuer: host.Issuer);
        (await new Frontend(restarted).Code($"anmeldung={cookie.Value}")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_passkey_that_nobody_registered_opens_nothing()
    {
        var member = await registration.GivenMember();
        var page = await PersonWithAuthenticator();
        await SignIn(page, member, SignInMethod.Mail);
        await page.GotoAsync("/anmelden/passkeys");
        await AddPasskey(page, "Handy");
        await registration.Query(db => db.Passkeys.Where(row => row.AccountId == member).ExecuteDeleteAsync());
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/anmelden/passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" }).ClickAsync();
        await page.GetByText("Der Passkey wurde nicht angenommen").First.WaitForAsync();
        (await page.Context.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "anmeldung");
    }

    [Fact]
    public async Task Without_JavaScript_the_page_says_what_to_do()
    {
        var page = await browser.Person(host.Address, width: 320, javaScript: false);
        await page.GotoAsync("/anmelden/passkey");
        (await page.ContentAsync()).ShouldContain(
            "Ohne JavaScript melden Sie sich bitte mit einem Link per E-Mail an."
        );
    }

    [Theory]
    [InlineData("/anmelden/passkeys")]
    [InlineData("/anmelden/zustimmung")]
    public async Task Pages_of_those_who_are_signed_in_lead_to_the_sign_in_first(string path)
    {
        var answer = await host.Browser.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(303);
        answer.Headers.Location!.ToString().ShouldStartWith("/anmelden");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"id\":\"x\",\"response\":{}}")]
    [InlineData("kein JSON")]
    public async Task Whatever_is_sent_as_a_passkey_gives_an_answer(string credential)
    {
        var (cookie, field) = await Antiforgery("/anmelden/passkey");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/anmelden/passkey");
        request.Headers.Add("Cookie", cookie);
        request.Content = new FormUrlEncodedContent([new("formular", field), new("Credential", credential)]);
        ((int)(await host.Browser.SendAsync(request)).StatusCode).ShouldBe(400);
        (
            (int)
                (
                    await host.Browser.PostAsync(
                        "/anmelden/passkey",
                        new FormUrlEncodedContent([new("Credential", credential)])
                    )
                ).StatusCode
        ).ShouldBe(400);
    }

    /// <summary>What the log of changes says about an account, oldest first.</summary>
    private Task<List<string>> Log(Guid account) =>
        registration.Query(db =>
            db.Set<AuditEntry>()
                .Where(row => row.TargetId == $"{account}" && row.TargetKind == "account")
                .OrderBy(row => row.Id)
                .Select(row => $"{row.Operation} by {row.Via} {row.Outcome}")
                .ToListAsync()
        );

    private async Task<(string Cookie, string Field)> Antiforgery(string path)
    {
        var answer = await host.Browser.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        var start = html.IndexOf("name=\"formular\"", StringComparison.Ordinal);
        var value = html.IndexOf("value=\"", start, StringComparison.Ordinal) + 7;
        return (answer.Headers.GetValues("Set-Cookie").First().Split(';')[0], html[value..html.IndexOf('"', value)]);
    }

    private async Task<string> Invite(string role)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await InviteOrganiser.CreateAsync(
                scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
                scope.ServiceProvider.GetRequiredService<IOptions<SignInSettings>>().Value,
                role,
                "Ada Beispiel",
                TimeProvider.System,
                CancellationToken.None
            )
        )!;
    }

    private async Task<IPage> PersonWithAuthenticator(IBrowserContext? device = null)
    {
        var page = device is null ? await browser.Person(host.Address) : await device.NewPageAsync();
        await page.KeepPasskeysAsync();
        return page;
    }

    private async Task SignIn(IPage page, Guid member, string method)
    {
        var (name, value) = (await host.SignIn(member, method)).Split(';')[0].Split('=', 2) switch
        {
            var pair => (pair[0], pair[1]),
        };
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = name,
                Value = value,
                Url = host.Address.ToString(),
            },
        ]);
    }

    private static async Task AddPasskey(IPage page, string name)
    {
        await page.GotoAsync("/anmelden/passkeys");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey anlegen" }).ClickAsync();
        await page.GetByText("Der Passkey ist angelegt").WaitForAsync();
    }
}
