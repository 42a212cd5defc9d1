using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>A house is chosen again in the form of a session: in Chromium without script, by keyboard.</summary>
public sealed class EarlierVenuesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    [Fact]
    public async Task A_house_of_another_session_fills_the_fields_and_nothing_else_changes()
    {
        await using var browser = new Browser();
        await browser.StartAsync();
        var page = await browser.Person(portal.Browser.BaseAddress!, javaScript: false);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = await portal.SignedInAsync(),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        await page.GotoAsync("/organisation/sitzungen/neu");
        await page.GetByLabel("Titel", new() { Exact = true }).FillAsync("Der Abend");
        await page.GetByLabel("Name des Ortes").FillAsync("Irgendwo");
        await page.Locator("#ort-uebernehmen").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#VenueName")).ToBeFocusedAsync();
        (await page.Locator("#VenueName").InputValueAsync()).ShouldBe("Irgendwo");

        await page.GetByLabel("Früherer Ort").SelectOptionAsync("Stadthalle, Am Wall 2, 67655 Kaiserslautern");
        await page.Locator("#ort-uebernehmen").PressAsync("Enter");

        await Assertions.Expect(page.Locator("#VenueName")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#VenueName")).ToHaveValueAsync("Stadthalle");
        (await page.Locator("#VenueStreet").InputValueAsync()).ShouldBe("Am Wall 2");
        (await page.Locator("#VenuePostalCode").InputValueAsync()).ShouldBe("67655");
        (await page.Locator("#VenueCity").InputValueAsync()).ShouldBe("Kaiserslautern");
        (await page.Locator("#VenueAccessibilityNotes").InputValueAsync()).ShouldBe("Rampe am Hof");
        (await page.GetByLabel("Titel", new() { Exact = true }).InputValueAsync()).ShouldBe("Der Abend");
    }
}
