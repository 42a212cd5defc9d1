using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>The programme of a session in its form: in Chromium without script, by keyboard.</summary>
public sealed class PlanProgrammeTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await browser.StartAsync();
        page = await browser.Person(portal.Browser.BaseAddress!, javaScript: false);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = await portal.SignedInAsync(),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        await page.GotoAsync("/organisation/sitzungen/neu");
        await page.GetByLabel("Titel", new() { Exact = true }).FillAsync("Reihenfolge");
    }

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task An_item_moves_by_its_button_and_takes_the_focus_along()
    {
        (await page.Locator("#programm-1-frueher").CountAsync()).ShouldBe(0);
        (await page.Locator("#programm-3-spaeter").CountAsync()).ShouldBe(0);
        await TitleOf(2).FillAsync("Mein Impuls");

        await page.Locator("#programm-2-spaeter").PressAsync("Enter");

        // It is the last now, so the button that is left to it has the focus.
        await Assertions.Expect(page.Locator("#programm-3-frueher")).ToBeFocusedAsync();
        await ShouldStandAsync("Begrüßung", "Austausch in Gruppen", "Mein Impuls");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#programm-2-frueher")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#programm-1-spaeter")).ToBeFocusedAsync();
        await ShouldStandAsync("Mein Impuls", "Begrüßung", "Austausch in Gruppen");
        portal.Api.Drafts.Published.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_button_of_an_item_says_stands_in_one_line()
    {
        foreach (var button in await page.Locator(".programme-item button:not(.kern-sr-only)").AllAsync())
        {
            // Of two lines it would be higher than a place for a finger, 48 pixels, and of one too narrow it would stick out.
            (await button.BoundingBoxAsync())!.Height.ShouldBeLessThan(60, await button.InnerTextAsync());
            (await button.EvaluateAsync<bool>("button => button.scrollWidth <= button.clientWidth")).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Each_item_says_when_it_begins_also_after_it_moved_and_past_midnight()
    {
        await page.GetByLabel("Beginn").FillAsync("23:30");
        await page.Locator("#programm-2").GetByLabel("Dauer in Minuten").FillAsync("25");

        await page.Locator("#programm-3-frueher").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#programm-2-frueher")).ToBeFocusedAsync();

        (await page.Locator(".programme-item legend").AllInnerTextsAsync()).ShouldBe([
            "Programmpunkt 1, 23:30 Uhr",
            "Programmpunkt 2, 23:40 Uhr",
            "Programmpunkt 3, 00:25 Uhr",
        ]);
    }

    [Fact]
    public async Task A_break_and_an_exchange_without_a_title_get_the_usual_one_and_an_impulse_none()
    {
        await page.Locator("#programmpunkt-hinzufuegen").PressAsync("Enter");
        await page.Locator("#programm-4").GetByLabel("Art").SelectOptionAsync("Break");
        await TitleOf(3).FillAsync("");

        await page.Locator("#speichern").PressAsync("Enter");
        await page.GetByText("Der Entwurf ist gespeichert.").WaitForAsync();

        await ShouldStandAsync("Begrüßung", "", "Austausch in Gruppen", "Pause");
    }

    private ILocator TitleOf(int number) => page.Locator($"#programm-{number}").GetByLabel("Titel des Programmpunkts");

    private async Task ShouldStandAsync(params string[] titles)
    {
        var items = await page.Locator(".programme-item").CountAsync();
        items.ShouldBe(titles.Length);
        for (var number = 1; number <= items; number++)
        {
            (await TitleOf(number).InputValueAsync()).ShouldBe(titles[number - 1]);
        }
    }
}
