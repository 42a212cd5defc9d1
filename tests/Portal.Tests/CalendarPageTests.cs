using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>Subscribing to the own seats, as people do it: in Chromium without script, by keyboard.</summary>
public sealed class CalendarPageTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync()
    {
        portal.Api.Calendars.Secret = null;
        await browser.StartAsync();
    }

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task By_keyboard_alone_a_member_makes_an_address_copies_it_and_switches_it_off()
    {
        var page = await PersonAsync(320);
        await page.GotoAsync("/mein-bereich");
        await page.GetByRole(AriaRole.Link, new() { Name = "Meine Termine abonnieren" }).PressEnterAsync();
        await Expect(page, "Zurzeit gibt es keine Adresse.");
        var secret = await page.Locator("input[name=Secret]").GetAttributeAsync("value");
        await page.GetByRole(AriaRole.Button, new() { Name = "Neue Adresse erzeugen" }).PressEnterAsync();

        await Expect(page, "Die Adresse ist da.");
        portal.Api.Calendars.Secret.ShouldBe(secret);
        (await page.Locator("#adresse").InnerTextAsync()).ShouldBe(
            $"{ScriptedIssuer.Address}api/registration/calendars/{secret}.ics"
        );
        (
            await page.GetByRole(AriaRole.Link, new() { Name = "Im Kalenderprogramm öffnen" }).GetAttributeAsync("href")
        ).ShouldBe($"webcal://portal.example/api/registration/calendars/{secret}.ics");
        page.Url.ShouldNotContain(secret!);
        var kept = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "kalender");
        (kept.HttpOnly, kept.Path).ShouldBe((true, "/mein-bereich/kalender"));
        // Whoever fills the form in again sets another address.
        (await page.Locator("input[name=Secret]").GetAttributeAsync("value")).ShouldNotBe(secret);

        // Nobody can show it again: another browser of the same person sees that there is one, and since when.
        var elsewhere = await PersonAsync(1280);
        await elsewhere.GotoAsync("/mein-bereich/kalender");
        await Expect(elsewhere, "Ihre Adresse gilt seit");
        (await elsewhere.ContentAsync()).ShouldNotContain(secret!);

        await page.GetByRole(AriaRole.Button, new() { Name = "Abschalten" }).PressEnterAsync();
        await Expect(page, "Die Adresse ist abgeschaltet.");
        await Expect(page, "Zurzeit gibt es keine Adresse.");
        portal.Api.Calendars.Secret.ShouldBeNull();
        (await page.Context.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "kalender");
        (await page.ContentAsync()).ShouldNotContain(secret!);
    }

    [Fact]
    public async Task A_secret_that_the_hub_refuses_is_replaced_by_a_new_one()
    {
        var page = await PersonAsync(1280, javaScript: true);
        await page.GotoAsync("/mein-bereich/kalender");
        await page.EvaluateAsync("document.querySelector('input[name=Secret]').value = 'verbraucht'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Neue Adresse erzeugen" }).PressEnterAsync();
        await Expect(page, "Diese Adresse wurde schon einmal verwendet.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Neue Adresse erzeugen" }).PressEnterAsync();

        await Expect(page, "Die Adresse ist da.");
    }

    private async Task<IPage> PersonAsync(int width, bool javaScript = false)
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, width, javaScript);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = await portal.SignedInAsync(),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        return page;
    }

    private static async Task Expect(IPage page, string text) =>
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
}
