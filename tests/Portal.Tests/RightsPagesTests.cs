using System.Net;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Giving roles and setting up a city's login as people use them: in Chromium without script, by keyboard, checked by
/// axe, wide and narrow.
/// </summary>
public sealed class RightsPagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task An_organiser_finds_a_member_by_name_and_gives_and_takes_roles_by_keyboard()
    {
        var page = await PersonAsync("organiser");
        await page.GotoAsync("/organisation/rollen");
        await Expect(page, "Ada Beispiel, Bamberg");
        await Expect(page, "Koordination: Bamberg");
        await page.GetByLabel("Name").FillAsync("bea");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "Bea <b>Muster</b>, Bamberg");
        await Expect(page, "Hat weder Passkey noch Login der Stadt");

        await page.Locator("#geben").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "Bitte wählen Sie eine Person.");
        await page.GetByLabel("Bea").PressAsync("Space");
        await page.GetByLabel("Koordination einer Kommune").PressAsync("Space");
        await page.Locator("#geben").PressAsync("Enter");
        await Expect(page, "Bitte wählen Sie die Kommune");
        await page.GetByLabel("Welche Kommune?").SelectOptionAsync("kaiserslautern");
        await page.Locator("#geben").PressAsync("Enter");
        await Expect(page, "Das Recht ist vergeben.");
        portal.Rights.Changes.ShouldContain($"PUT {ScriptedRights.Bea} coordinator:kaiserslautern");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Zurücknehmen.*Koordination: Bamberg, Ada") })
            .PressAsync("Enter");
        await Expect(page, "Das Recht ist zurückgenommen.");
        portal.Rights.Changes.ShouldContain($"DELETE {ScriptedRights.Ada} coordinator:bamberg");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Zurücknehmen.*Organisation, Ada") })
            .PressAsync("Enter");
        await Expect(page, "Das ist die letzte Person mit diesem Recht");
        (await page.GetByLabel("Betrieb").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_coordinator_sets_up_the_citys_login_sees_what_is_wrong_and_removes_it()
    {
        var page = await PersonAsync("coordinator:bamberg");
        await page.GotoAsync("/kommune/anmeldung");
        await Expect(page, "https://stadtgespraeche.example/anmelden/stadt/bamberg/zurueck");
        await page.GetByLabel("Adresse des Logins").FillAsync("https://login.bamberg.example");
        await page.GetByLabel("Client-ID").FillAsync("stadtgespraeche");
        await page.Locator("#speichern").PressAsync("Enter");
        await Expect(page, "Bitte geben Sie das Client-Geheimnis an.");
        (await page.GetByLabel("Client-ID").InputValueAsync()).ShouldBe("stadtgespraeche");
        await page.GetByLabel("Client-Geheimnis").FillAsync("sehr-geheim");
        await page.Locator("#speichern").PressAsync("Enter");
        await Expect(page, "Das Login ist gespeichert");
        await Expect(page, "Das Login nennt sich selbst anders");
        page.Url.ShouldNotContain("geheim");
        (await page.ContentAsync()).ShouldNotContain("sehr-geheim");
        portal.Rights.Login!.Value.GetProperty("enabled").GetBoolean().ShouldBeTrue();

        await page.Locator("#entfernen").PressAsync("Enter");
        await Expect(page, "Bitte bestätigen Sie");
        portal.Rights.Login.ShouldNotBeNull();
        await page.GetByLabel("Ja, das Login soll entfernt werden").CheckAsync();
        await page.Locator("#entfernen").PressAsync("Enter");
        await Expect(page, "Das Login ist entfernt.");
        portal.Rights.Login.ShouldBeNull();
    }

    [Theory]
    [InlineData("/organisation/rollen?name=bea", "organiser")]
    [InlineData("/kommune/anmeldung", "coordinator:bamberg")]
    [InlineData("/kommune/anmeldung?pruefen=true", "coordinator:bamberg")]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways_at_320_pixels(string path, string role)
    {
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await PersonAsync(role, width, javaScript: true);
            (await page.GotoAsync(path))!.Status.ShouldBe(200);
            await page.ShouldBeAccessible();
        }
    }

    [Theory]
    [InlineData("/organisation/rollen", "mail", "Bitte melden Sie sich mit Ihrem Passkey an")]
    [InlineData("/kommune/anmeldung", "mail", "Passkey oder dem Login Ihrer Stadt")]
    [InlineData("/kommune/anmeldung", "passkey", "Koordinatorinnen und Koordinatoren")]
    public async Task Who_lacks_the_role_is_told_what_to_do(string path, string amr, string words)
    {
        var person = new Person(portal.Browser);
        await person.SignIn("/mein-bereich", amr);
        var answer = await person.Send(HttpMethod.Get, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
    }

    private async Task<IPage> PersonAsync(string role, int width = 1280, bool javaScript = false)
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, width, javaScript);
        var person = new Person(portal.Browser);
        await person.SignIn("/mein-bereich", "passkey", role);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = person.Cookie("sitzung")!,
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        return page;
    }

    private static async Task Expect(IPage page, string text) =>
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
}
