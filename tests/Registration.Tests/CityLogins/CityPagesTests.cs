using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.Audit;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.CityLogins;

/// <summary>
/// The pages of a city's own login as people use them: in Chromium without JavaScript, by keyboard, at 320 pixels,
/// checked by axe.
/// </summary>
public sealed class CityPagesTests(TwoCities cities, RegistrationFixture registration)
    : IClassFixture<TwoCities>,
        IAsyncLifetime
{
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task Without_JavaScript_a_member_finds_the_city_connects_the_login_and_disconnects_it()
    {
        var member = await registration.GivenMember(cities.City);
        cities.Login.Subject = Guid.NewGuid().ToString();
        var page = await browser.Person(cities.Site, width: 320, javaScript: false);
        await page.GotoAsync($"/anmelden?weiter=/anmelden/stadt");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Stadt {cities.City}" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Login verbinden" }).WaitForAsync();

        // The mail that would arrive now is tested elsewhere.
        await page.Locator("#anmelden").ClickAsync();
        await Eventually.Holds(() => page.Url.ShouldMatch("/anmelden\\?weiter=.*verbinden"));
        await SignIn(page, member, SignInMethod.Mail);
        await page.GotoAsync("/anmelden/stadt/verbinden?weiter=/anmelden/stadt");
        await page.GetByText("Sie sind angemeldet als").WaitForAsync();
        await page.Locator("#verbinden").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Ihr Konto ist seit dem").WaitForAsync();

        // This device knows the city from now on.
        await page.Context.ClearCookiesAsync(new() { Name = "anmeldung" });
        await page.GotoAsync("/anmelden?weiter=/anmelden/stadt");
        await page.GetByRole(AriaRole.Link, new() { Name = "Mit dem Login Ihrer Stadt anmelden" }).ClickAsync();
        await page.GetByText("Ihr Konto ist seit dem").WaitForAsync();
        await page.Locator("#trennen").ClickAsync();
        await page.GetByText("Das Login ist getrennt. Sie sind abgemeldet.").WaitForAsync();
        (await registration.Query(db => db.CityIdentities.AnyAsync(row => row.AccountId == member))).ShouldBeFalse();
        (await cities.Sessions(member)).ShouldBeEmpty();
        (
            await registration.Query(db =>
                db.Set<AuditEntry>()
                    .Where(entry => entry.ActorId == member)
                    .OrderBy(entry => entry.Id)
                    .Select(entry => entry.Operation)
                    .ToListAsync()
            )
        ).ShouldBe(["ConnectCityIdentity", "DisconnectCityIdentity"]);
    }

    [Fact]
    public async Task The_pages_are_accessible_wide_and_narrow()
    {
        foreach (var width in new[] { 1280, 320 })
        {
            var (member, _, _) = await cities.GivenConnected();
            var page = await browser.Person(cities.Site, width);
            await page.GotoAsync("/anmelden");
            await page.ShouldBeAccessible();
            await page.GotoAsync($"/anmelden/stadt/{cities.City}/zurueck?error=access_denied");
            await page.ShouldBeAccessible();
            await page.GotoAsync("/anmelden/stadt/verbinden");
            await page.ShouldBeAccessible();
            cities.Login.Subject = Guid.NewGuid().ToString();
            await page.GotoAsync($"/anmelden/stadt/{cities.City}");
            await page.ShouldBeAccessible();
            await SignIn(page, member, SignInMethod.Passkey);
            await page.GotoAsync("/anmelden/stadt");
            await page.ShouldBeAccessible();
        }
    }

    [Fact]
    public async Task The_login_stays_while_it_is_the_last_way_in_and_who_has_a_role_needs_a_strong_sign_in()
    {
        var (member, subject, _) = await cities.GivenConnected();
        await registration.Query(db =>
            db.Accounts.Where(row => row.Id == member)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.MailSignInOff, true))
        );
        var page = await browser.Person(cities.Site, javaScript: false);
        cities.Login.Subject = subject;
        await page.GotoAsync($"/anmelden/stadt/{cities.City}?weiter=/anmelden/stadt");
        await page.Locator("#trennen").ClickAsync();
        await page.GetByText("sonst könnten Sie sich nicht mehr anmelden").First.WaitForAsync();

        await registration.Query(db =>
            db.Accounts.Where(row => row.Id == member)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.MailSignInOff, false))
        );
        await cities.GivenRole(member, AccountRole.Organiser);
        await SignIn(page, member, SignInMethod.Mail);
        await page.GotoAsync("/anmelden/stadt");
        await page.Locator("#trennen").ClickAsync();
        await page.GetByText("Bitte melden Sie sich mit Passkey oder dem Login Ihrer Stadt an").WaitForAsync();
        (await registration.Query(db => db.CityIdentities.AnyAsync(row => row.AccountId == member))).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_has_a_role_and_a_passkey_connects_no_login_after_a_mail()
    {
        var member = await registration.GivenMember(cities.City);
        await cities.GivenRole(member, AccountRole.Organiser);
        await registration.Query(async db =>
        {
            db.Passkeys.Add(
                new Passkey
                {
                    CredentialId = Guid.NewGuid().ToByteArray(),
                    AccountId = member,
                    PublicKey = [1],
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });
        cities.Login.Subject = Guid.NewGuid().ToString();
        using var walker = new Walker();
        walker.Carry(cities.Site, await cities.Host.SignIn(member, SignInMethod.Mail));
        await walker.Get(await walker.Through(cities.Site, cities.City));
        ((int)(await walker.Get(cities.Site, "/anmelden/stadt/verbinden")).StatusCode).ShouldBe(403);
        ((int)(await walker.Press(cities.Site, "/anmelden/passkeys", "/anmelden/stadt/verbinden")).StatusCode).ShouldBe(
            403
        );
        (await registration.Query(db => db.CityIdentities.AnyAsync(row => row.AccountId == member))).ShouldBeFalse();

        walker.Carry(cities.Site, await cities.Host.SignIn(member));
        (await walker.Press(cities.Site, "/anmelden/stadt/verbinden"))
            .Headers.Location!.ToString()
            .ShouldBe(ReturnPath.Home);
    }

    [Fact]
    public async Task One_login_belongs_to_one_account_and_one_account_has_one_login()
    {
        var (member, subject, browserOfMember) = await cities.GivenConnected();
        var other = await registration.GivenMember(cities.City);
        using var walker = new Walker();
        cities.Login.Subject = Guid.NewGuid().ToString();
        walker.Carry(cities.Site, await cities.Host.SignIn(other, SignInMethod.Mail));
        await walker.Get(await walker.Through(cities.Site, cities.City));
        // Meanwhile somebody else connects the very same.
        await registration.Query(db =>
            db.CityIdentities.Where(row => row.AccountId == member)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, cities.Login.Subject))
        );
        ((int)(await walker.Press(cities.Site, "/anmelden/stadt/verbinden")).StatusCode).ShouldBe(409);

        cities.Login.Subject = subject;
        await browserOfMember.Get(await browserOfMember.Through(cities.Site, cities.City));
        ((int)(await browserOfMember.Press(cities.Site, "/anmelden/stadt/verbinden")).StatusCode).ShouldBe(409);
        (
            await registration.Query(db =>
                db.CityIdentities.CountAsync(row => row.AccountId == member || row.AccountId == other)
            )
        ).ShouldBe(1);
    }

    private async Task SignIn(IPage page, Guid member, string method)
    {
        foreach (
            var cookie in (await cities.Host.SignIn(member, method)).Split("; ").Select(pair => pair.Split('=', 2))
        )
        {
            await page.Context.AddCookiesAsync([
                new()
                {
                    Name = cookie[0],
                    Value = cookie[1],
                    Url = cities.Site.ToString(),
                },
            ]);
        }
    }
}
