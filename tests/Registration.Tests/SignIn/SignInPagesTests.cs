using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;
using Stadtgespraeche.Site;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.SignIn;

/// <summary>
/// Every page of the sign-in in Chromium, with the portal's styles as at the real address: axe, 320 pixels, keyboard,
/// no JavaScript.
/// </summary>
public sealed partial class SignInPagesTests(RegistrationFixture registration) : IAsyncLifetime
{
    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly Browser browser = new();
    private SignInHost host = null!;
    private Guid member;
    private string token = "";

    public async ValueTask InitializeAsync()
    {
        host = await SignInHost.StartAsync(registration);
        member = await registration.GivenMember();
        token = registration.Service.KeyOf(Bamberg).SignIn(member, await registration.GivenSignInRequest(Bamberg));
        await browser.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/anmelden", "Anmelden")]
    [InlineData("/anmelden/unterwegs", "Bitte sehen Sie in Ihr Postfach")]
    [InlineData("/anmelden/link", "Dieser Link gilt nicht")]
    [InlineData("LINK", "Anmeldung bestätigen")]
    [InlineData("/anmelden/passkey", "Mit Passkey anmelden")]
    [InlineData("/anmelden/passkeys", "Passkeys")]
    [InlineData("/anmelden/mandat", "Weiteres Mandat verbinden")]
    [InlineData("/anmelden/abmelden", "Abmelden")]
    [InlineData("CONSENT", "Zugriff erlauben?")]
    [InlineData("/anmelden/einladung", "Diese Einladung gilt nicht mehr")]
    [InlineData("/anmelden/hinweis/404", "Diese Seite gibt es nicht")]
    [InlineData("/anmelden/gibt-es-nicht", "Diese Seite gibt es nicht")]
    public async Task A_page_says_what_it_is_and_is_accessible(string address, string heading)
    {
        var page = await Person(320);
        await SignIn(page);
        await page.GotoAsync(
            address switch
            {
                "LINK" => $"/anmelden/link?t={token}",
                "CONSENT" => new Frontend(host, SignInHost.Foreign, secret: null).Request(),
                _ => address,
            }
        );

        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldBe(heading);
        (await page.TitleAsync()).ShouldContain(heading.TrimEnd('?'));
        await page.ShouldBeAccessible();
        await page.SetViewportSizeAsync(1280, 900);
        await page.ShouldBeAccessible();
    }

    [Fact]
    public async Task Without_JavaScript_and_mouse_one_asks_for_a_link_and_hears_what_was_wrong()
    {
        var page = await Person(320, javaScript: false);
        await page.GotoAsync("/anmelden");
        await page.GetByRole(AriaRole.Button, new() { Name = "Link anfordern" }).PressEnterAsync();
        await page.GetByText("Bitte prüfen Sie Ihre Angaben").WaitForAsync();
        (
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        ).ShouldBeLessThanOrEqualTo(0);

        var city = page.GetByLabel("Ihre Kommune");
        await city.ChooseEntryAsync(Kaiserslautern, $"Stadt {Kaiserslautern}");
        await page.GetByLabel("E-Mail-Adresse").WriteAsync("rita.beispiel@rat.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Link anfordern" }).PressEnterAsync();
        await page.WaitForURLAsync("**/anmelden/unterwegs");

        await page.GetByRole(AriaRole.Link, new() { Name = "Zurück zur Anmeldung" }).PressEnterAsync();
        (await page.GetByLabel("Ihre Kommune").InputValueAsync()).ShouldBe(Kaiserslautern);
    }

    [Fact]
    public async Task Without_JavaScript_and_mouse_one_signs_in_by_the_link_ends_earlier_links_and_signs_out()
    {
        var page = await Person(320, javaScript: false);
        await page.GotoAsync($"/anmelden/link?t={token}");
        page.Url.ShouldNotContain("t=");
        await page.GetByText("Erika Beispiel").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Jetzt anmelden" }).PressEnterAsync();
        page.Url.ShouldEndWith(ReturnPath.Home);
        (await Devices()).ShouldBe(1);

        await page.GotoAsync("/anmelden/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bisherige Links ungültig machen" }).PressEnterAsync();
        await page.GetByText("Links aus bisherigen E-Mails gelten nicht mehr.").First.WaitForAsync();

        await page.GotoAsync("/anmelden/abmelden");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).Last.PressEnterAsync();
        (await Devices()).ShouldBe(0);
        (await page.Context.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "anmeldung");
    }

    [Fact]
    public async Task Without_JavaScript_and_mouse_one_links_two_mandates_and_says_which_invites()
    {
        var second = await registration.GivenMember(Kaiserslautern, "Dr. Erika Beispiel");
        var page = await Person(320, javaScript: false);
        await SignIn(page);
        await page.GotoAsync("/anmelden/mandat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mit dem anderen Mandat anmelden" }).PressEnterAsync();
        await page.WaitForURLAsync("**/anmelden?weiter=*");
        var link = registration
            .Service.KeyOf(Kaiserslautern)
            .SignIn(second, await registration.GivenSignInRequest(Kaiserslautern, "/anmelden/mandat"));
        await page.GotoAsync($"/anmelden/link?t={link}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Jetzt anmelden" }).PressEnterAsync();

        await page.GetByText("Gehören beide Ihnen?").WaitForAsync();
        (
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        ).ShouldBeLessThanOrEqualTo(0);
        await page.GetByLabel($"Stadt {Kaiserslautern}").ChooseAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mandate verbinden" }).PressEnterAsync();

        page.Url.ShouldEndWith("/mein-bereich/mandate");
        (
            await registration.Query(db => db.Members.SingleAsync(row => row.Id == member))
        ).InvitedElsewhere.ShouldBeTrue();
        (
            await registration.Query(db => db.Members.SingleAsync(row => row.Id == second))
        ).InvitedElsewhere.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_JavaScript_and_mouse_one_lets_another_frontend_act()
    {
        var page = await Person(320, javaScript: false);
        await SignIn(page);
        await page.GotoAsync(new Frontend(host, SignInHost.Foreign, secret: null).Request());
        var back = await page.RunAndWaitForRequestAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Zugriff erlauben" }).PressEnterAsync(),
            request => request.Url.StartsWith(SignInHost.Redirect, StringComparison.Ordinal)
        );
        back.Url.ShouldContain("code=");
    }

    /// <summary>Somebody whose browser finds the portal's files at the same address, as behind the gateway.</summary>
    private async Task<IPage> Person(int width, bool javaScript = true)
    {
        var page = await browser.Person(host.Address, width, javaScript);
        await page.Context.RouteAsync(
            PortalFile(),
            async route =>
            {
                var path = new Uri(route.Request.Url).AbsolutePath;
                await using var file = SiteFiles.Styles.GetFileInfo(path).CreateReadStream();
                var content = new byte[file.Length];
                await file.ReadExactlyAsync(content);
                await route.FulfillAsync(
                    new() { BodyBytes = content, ContentType = Types.Mappings[Path.GetExtension(path)] }
                );
            }
        );
        return page;
    }

    private async Task SignIn(IPage page)
    {
        var pair = (await host.SignIn(member)).Split(';')[0].Split('=', 2);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = pair[0],
                Value = pair[1],
                Url = host.Address.ToString(),
            },
        ]);
    }

    private Task<int> Devices() =>
        registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member));

    [GeneratedRegex(@"^http://[^/]+/(site\.css|favicon\.svg|lib/.+)")]
    private static partial Regex PortalFile();
}
