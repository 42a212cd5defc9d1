using System.IO.Compression;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// A partner's leaving as an organiser sees it: in Chromium without script, by keyboard, checked by axe, wide and
/// narrow.
/// </summary>
public sealed class RemovePartnerTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task An_organiser_hands_over_confirms_by_the_typed_key_and_sees_how_far_it_is()
    {
        var page = await PersonAsync("organiser");
        await page.GotoAsync("/organisation/kommunen/kaiserslautern/austritt");
        await using (
            var file = new MemoryStream(
                await (
                    await page.Context.APIRequest.GetAsync(
                        new Uri(
                            portal.Browser.BaseAddress!,
                            "/organisation/kommunen/kaiserslautern/austritt?handler=Ausfuhr"
                        ).ToString()
                    )
                ).BodyAsync()
            )
        )
        await using (var zip = new ZipArchive(file))
        {
            zip.Entries.Select(entry => entry.Name).ShouldBe(["registration.json", "knowledge.json", "LIESMICH.txt"]);
            using var text = new StreamReader(zip.GetEntry("registration.json")!.Open());
            (await text.ReadToEndAsync()).ShouldContain("Jörg Muster");
        }

        await page.GetByLabel("Kürzel der Kommune").FillAsync("bamberg");
        await page.Locator("#austreten").PressAsync("Enter");
        await Expect(page, "Bitte laden Sie die Angaben herunter");
        await page.GetByLabel("Die Angaben sind heruntergeladen").PressAsync("Space");
        await page.Locator("#austreten").PressAsync("Enter");
        await Expect(page, "Bitte geben Sie zur Bestätigung das Kürzel der Kommune ein.");
        portal.Api.Removals.Confirmed.ShouldBeNull();
        await page.GetByLabel("Kürzel der Kommune").FillAsync("kaiserslautern");
        await page.Locator("#austreten").PressAsync("Enter");

        await Expect(page, "Der Austritt hat begonnen.");
        await Expect(page, "Was schon gelöscht ist");
        await Expect(page, "1.234 Mitglieder gelöscht");
        (await page.Locator("#austreten").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Afterwards_the_page_is_the_proof_and_says_what_the_city_has_to_do()
    {
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await PersonAsync("organiser", width, javaScript: true);
            await page.GotoAsync("/organisation/kommunen/bamberg/austritt");
            await Expect(page, "Nachweis der Löschung");
            await Expect(page, "hat die letzte Nachricht vom 1. Januar 1970");
            await Expect(page, "2 Löschungen, die Mitglieder vorher verlangt hatten");
            await Expect(page, "Was die Kommune selbst tun muss");
            await page.ShouldBeAccessible();
        }

        var form = await PersonAsync("organiser", 320, javaScript: true);
        await form.GotoAsync("/organisation/kommunen/rhein-neckar/austritt");
        await form.ShouldBeAccessible();
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
