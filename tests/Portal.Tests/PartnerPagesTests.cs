using System.Net;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Partners as everyone and as organisers see them: in Chromium without script, by keyboard, checked by axe, wide and
/// narrow.
/// </summary>
public sealed class PartnerPagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private const string Musterstadt = "/organisation/kommunen/musterstadt";
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task An_organiser_sees_what_is_missing_judges_a_key_and_cuts_a_partner_off_and_back_by_keyboard()
    {
        var page = await PersonAsync("organiser");
        await page.GotoAsync("/organisation/kommunen");
        await Expect(page, "Aufgenommene Kommunen werden gerade nicht eingerichtet");
        await Expect(page, "Es fehlen: Impressum, Adresse für Rückmeldungen.");
        await Expect(page, "Version 0.3.0 (veraltet)");
        await page.GetByRole(AriaRole.Link, new() { Name = "Musterstadt" }).PressAsync("Enter");
        await Expect(page, "Die Uhr geht falsch.");
        await Expect(page, "Abcd 1234 efgh IJKL");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Stimmt überein: annehmen") })
            .PressAsync("Enter");
        await Expect(page, "Der Schlüssel gilt.");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Ablehnen") }).PressAsync("Enter");
        await Expect(page, "Der Schlüssel ist abgelehnt.");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Widerrufen") }).PressAsync("Enter");
        await Expect(page, "Der Schlüssel ist widerrufen.");

        await page.Locator("#trennen-jetzt").PressAsync("Enter");
        await Expect(page, "Bitte geben Sie einen Grund an, höchstens 500 Zeichen.");
        await page.GetByLabel("Grund").FillAsync("Zugangsdaten <b>weg</b>");
        await page.Locator("#trennen-jetzt").PressAsync("Enter");
        await Expect(page, "Die Kommune ist getrennt.");
        await Expect(page, "Grund: Zugangsdaten <b>weg</b>");
        await page.Locator("#verbinden").PressAsync("Enter");
        await Expect(page, "Die Kommune ist wieder verbunden.");
        portal.Api.Partners.Changes.ShouldBe([
            $"PUT musterstadt/keys/{ScriptedPartners.Key}/approval",
            $"PUT musterstadt/keys/{ScriptedPartners.Key}/rejection",
            "PUT musterstadt/keys/Zyxw9876/revocation",
            "PUT musterstadt/suspension Zugangsdaten <b>weg</b>",
            "DELETE musterstadt/suspension",
        ]);

        await page.Locator("#paket-laden").PressAsync("Enter");
        await Expect(page, "Bitte bestätigen Sie");
        await page.GetByLabel("Ja, die bisherigen Zugangsdaten").CheckAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#paket-laden").PressAsync("Enter"));
        download.SuggestedFilename.ShouldBe("stadtgespraeche-musterstadt.zip");
    }

    [Fact]
    public async Task Everyone_reads_what_a_city_says_by_law_as_text()
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, 1280, javaScript: false);
        await page.GotoAsync("/kommunen");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bamberg" }).PressAsync("Enter");
        await Expect(page, "Beispielstraße 1 <script>alert(1)</script>");
        await Expect(page, "Rückmeldungen zur Barrierefreiheit: barrierefrei@bamberg.example");
        (await page.GotoAsync("/kommunen/gibt-es-nicht"))!.Status.ShouldBe(404);
        await Expect(page, "Diese Kommune gibt es hier nicht");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/kommunen")]
    [InlineData("/mitmachen")]
    [InlineData("/mitmachen/mitglied")]
    public async Task A_city_without_its_legal_pages_is_shown_nowhere_as_taking_part(string path)
    {
        var page = await portal.Browser.GetStringAsync(path);
        page.ShouldContain("Kaiserslautern");
        page.ShouldNotContain("Neuland");
    }

    [Theory]
    [InlineData("/organisation/kommunen")]
    [InlineData(Musterstadt)]
    [InlineData("/kommunen")]
    [InlineData("/kommunen/bamberg")]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways_at_320_pixels(string path)
    {
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await PersonAsync("organiser", width, javaScript: true);
            (await page.GotoAsync(path))!.Status.ShouldBe(200);
            await page.ShouldBeAccessible();
        }
    }

    [Theory]
    [InlineData("/organisation/kommunen")]
    [InlineData(Musterstadt)]
    public async Task Who_is_no_organiser_sees_nothing_of_it(string path)
    {
        var person = new Person(portal.Browser);
        await person.SignIn("/mein-bereich", "passkey");
        (await person.Send(HttpMethod.Get, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
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
