using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// From a pattern to the drafts of a series as an organiser does it: in Chromium without script, by keyboard, checked by
/// axe, wide and narrow. The API is scripted.
/// </summary>
public sealed class SeriesPagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private const string Address = "/organisation/sitzungen/reihe";
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task A_pattern_becomes_dates_and_what_is_ticked_becomes_drafts_once()
    {
        var page = await OrganiserAsync();
        await page.GotoAsync("/organisation");
        await page.GetByRole(AriaRole.Link, new() { Name = "Reihe von Sitzungen anlegen" }).PressAsync("Enter");
        await page.WaitForURLAsync($"**{Address}");
        await page.GetByLabel("Frühestens ab").FillAsync("2099-02-01");
        await page.GetByLabel("Anzahl der Sitzungen").FillAsync("3");
        await page.GetByLabel("Vorlage").SelectOptionAsync($"{PortalUnderTest.SessionId}");
        await page.Locator("#termine").PressAsync("Enter");

        await ExpectAsync(page, "Dienstag, 17. Februar 2099, 18:00 Uhr");
        await ExpectAsync(page, "An diesem Tag ist schon „Ein anderer <Abend>“ (Entwurf).");
        await ExpectAsync(page, "Diese Uhrzeit gibt es nicht.");
        (await page.GetByLabel("Titel der Entwürfe").InputValueAsync()).ShouldBe("Digitale Beteiligung");
        (await page.Locator("#anlegen").InnerTextAsync()).ShouldBe("3 Entwürfe anlegen");
        var here = page.Url;
        await page.GetByLabel("Dienstag, 17. März 2099, 18:00 Uhr").PressAsync("Space");
        await page.Locator("#anlegen").PressAsync("Enter");

        await ExpectAsync(page, "2 Entwürfe sind angelegt. Veröffentlicht ist noch nichts.");
        var sent = portal.Api.Series.Drafted.Single(one => here.Contains(one.Key)).Value;
        sent["leftOut"]!.AsArray().Select(day => (string?)day).ShouldBe(["2099-03-17"]);
        ((string?)sent["templateId"]).ShouldBe($"{PortalUnderTest.SessionId}");
        ((string?)sent["pattern"]!["week"], (int?)sent["pattern"]!["every"]).ShouldBe(("Third", 2));
        portal.Api.Drafts.Published.ShouldBeEmpty();
        await page.GotoAsync(here);
        await ExpectAsync(page, "Dienstag, 17. Februar 2099, 18:00 Uhr: schon angelegt");
        (await page.Locator("#anlegen").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_what_was_typed_stays()
    {
        var page = await OrganiserAsync();
        await page.GotoAsync(Address);
        await page.GetByLabel("Abstand").FillAsync("zwei");
        await page.GetByLabel("Beginn").FillAsync("19:30");

        await page.Locator("#termine").PressAsync("Enter");

        var summary = await page.Locator("#fehler").InnerTextAsync();
        summary.ShouldContain("Jede Reihe hat ein Ende.");
        summary.ShouldContain("Bitte geben Sie eine ganze Zahl an.");
        (await page.GetByLabel("Abstand").InputValueAsync()).ShouldBe("zwei");
        (await page.GetByLabel("Beginn").InputValueAsync()).ShouldBe("19:30");
        await page.GetByLabel("Abstand").FillAsync("3");
        await page.GetByLabel("Frühestens ab").FillAsync("2099-02-01");
        await page.GetByLabel("Letzter Tag").FillAsync("2099-12-31");
        await page.Locator("#termine").PressAsync("Enter");
        await page.Locator("#anlegen").PressAsync("Enter");

        (await page.Locator("#fehler").InnerTextAsync()).ShouldContain("Bitte geben Sie einen Titel an");
        await page.GetByRole(AriaRole.Link, new() { Name = "Zurück zum Muster" }).PressAsync("Enter");
        await page.WaitForURLAsync($"**{Address}?*");
        (await page.GetByLabel("Abstand").InputValueAsync()).ShouldBe("3");
        (await page.GetByLabel("Letzter Tag").InputValueAsync()).ShouldBe("2099-12-31");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways(int width)
    {
        var page = await OrganiserAsync(width, javaScript: true);
        await page.GotoAsync(Address);
        await page.ShouldBeAccessible();
        await page.Locator("#termine").PressAsync("Enter");
        await page.Locator("#fehler").WaitForAsync();
        await page.ShouldBeAccessible();
        await page.GetByLabel("Anzahl der Sitzungen").FillAsync("3");
        await page.Locator("#termine").PressAsync("Enter");
        await page.Locator("#anlegen").WaitForAsync();
        await page.ShouldBeAccessible();
    }

    [Fact]
    public async Task An_address_without_a_pattern_leads_to_the_first_step()
    {
        var page = await OrganiserAsync();

        await page.GotoAsync($"{Address}/termine");

        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldBe("Reihe von Sitzungen");
    }

    private async Task<IPage> OrganiserAsync(int width = 1280, bool javaScript = false)
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

    private static Task ExpectAsync(IPage page, string text) =>
        Assertions.Expect(page.Locator("body")).ToContainTextAsync(text);
}
