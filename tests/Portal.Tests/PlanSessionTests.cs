using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// From the first word of a session to its publication as an organiser sees it: in Chromium without script, by keyboard,
/// checked by axe, wide and narrow. The API is scripted.
/// </summary>
public sealed partial class PlanSessionTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    private ScriptedDrafts Drafts => portal.Api.Drafts;

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task Enter_in_a_field_keeps_a_draft_and_publishes_nothing()
    {
        var page = await OrganiserAsync();
        await page.GotoAsync("/organisation/sitzungen/neu");
        await page.GetByLabel("Titel", new() { Exact = true }).FillAsync("Eine Idee");

        await page.GetByLabel("Titel", new() { Exact = true }).PressAsync("Enter");

        await ExpectAsync(page, "Der Entwurf ist gespeichert. Veröffentlicht ist noch nichts.");
        (await page.GetByLabel("Titel", new() { Exact = true }).InputValueAsync()).ShouldBe("Eine Idee");
        Drafts.Published.ShouldNotContain(IdOf(page));
        Drafts.Kept.ShouldContainKey(IdOf(page));
        await page.GotoAsync("/organisation");
        await page.GetByRole(AriaRole.Link, new() { Name = "Eine Idee" }).WaitForAsync();
    }

    [Fact]
    public async Task Going_back_after_adding_an_item_shows_the_form_again()
    {
        var page = await OrganiserAsync();
        await page.GotoAsync("/organisation/sitzungen/neu");
        await page.GetByLabel("Titel", new() { Exact = true }).FillAsync("Mit Programm");
        await page.Locator("#programmpunkt-hinzufuegen").PressAsync("Enter");
        await page.Locator("#programm-4").WaitForAsync();
        await page.Locator("#programmpunkt-hinzufuegen").PressAsync("Enter");
        await page.Locator("#programm-5").WaitForAsync();

        await page.GoBackAsync();

        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldBe("Neue Sitzung");
        (await page.GetByLabel("Titel", new() { Exact = true }).InputValueAsync()).ShouldBe("Mit Programm");
    }

    [Fact]
    public async Task All_errors_are_told_at_once_also_beside_a_field_that_is_no_number()
    {
        var page = await OrganiserAsync();
        await page.GotoAsync("/organisation/sitzungen/neu");
        await page.GetByLabel("Dauer in Minuten").First.FillAsync("zwei Stunden");

        await page.Locator("#weiter").PressAsync("Enter");

        var summary = await page.Locator("#fehler").InnerTextAsync();
        summary.ShouldContain("Bitte geben Sie eine ganze Zahl an.");
        summary.ShouldContain("Bitte beschreiben Sie, worum es geht.");
        (await page.GetByLabel("Dauer in Minuten").First.InputValueAsync()).ShouldBe("zwei Stunden");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Publishing_is_an_act_of_its_own_that_says_whom_it_reaches(int width)
    {
        var page = await OrganiserAsync(width, javaScript: true);
        await page.GotoAsync("/organisation/sitzungen/neu");
        var id = IdOf(page);
        await page.GetByLabel("Titel", new() { Exact = true }).FillAsync("Der Abend");
        await page.GetByLabel("Beschreibung").FillAsync("Worum es geht.");
        await page.GetByLabel("Datum").FillAsync("2099-05-07");
        await page.Locator("#programm-2").GetByLabel("Titel des Programmpunkts").FillAsync("Ein Impuls");
        await page.Locator("#programm-2").GetByLabel("Dauer in Minuten").FillAsync("20");

        await page.Locator("#weiter").PressAsync("Enter");

        await ExpectAsync(page, "236 Mitglieder in 2 Kommunen werden eingeladen: Bamberg, Kaiserslautern.");
        await ExpectAsync(page, "Donnerstag, 7. Mai 2099, 18:00 bis 20:00 Uhr");
        await page.ShouldBeAccessible();
        Drafts.Published.ShouldNotContain(id);
        await page.Locator("#veroeffentlichen").PressAsync("Enter");
        await ExpectAsync(page, "Die Sitzung ist veröffentlicht.");
        Drafts.Published.Count(published => published == id).ShouldBe(1);
    }

    [Fact]
    public async Task Changes_are_named_old_and_new_before_they_are_published()
    {
        var page = await OrganiserAsync();
        await page.GotoAsync($"/organisation/sitzungen/{PortalUnderTest.SessionId}/bearbeiten");
        await page.GetByLabel("Beginn").FillAsync("19:00");

        await page.Locator("#weiter").PressAsync("Enter");

        await ExpectAsync(page, "19:00 bis 21:00 Uhr statt Dienstag, 15. September 2099, 18:00 bis 20:00 Uhr");
        await ExpectAsync(page, "Weil sich ändert, was im Kalender steht, bekommen sie eine E-Mail.");
        await ExpectAsync(page, "231 Mitglieder haben noch nicht geantwortet.");
    }

    [Fact]
    public async Task Of_two_who_edit_the_later_sees_that_there_are_two_and_loses_nothing()
    {
        var (one, other) = (await OrganiserAsync(), await OrganiserAsync());
        await one.GotoAsync("/organisation/sitzungen/neu");
        await one.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(one, "Der Entwurf ist gespeichert.");
        await other.GotoAsync(one.Url);
        await one.GetByLabel("Titel", new() { Exact = true }).FillAsync("Meine Fassung");
        await one.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(one, "Der Entwurf ist gespeichert.");
        await other.GetByLabel("Titel", new() { Exact = true }).FillAsync("Die andere Fassung");

        await other.Locator("#speichern").PressAsync("Enter");

        await ExpectAsync(other, "Es gibt zwei Fassungen");
        (await other.GetByLabel("Titel", new() { Exact = true }).InputValueAsync()).ShouldBe("Die andere Fassung");
        ((string?)Drafts.Kept[IdOf(one)]["plan"]!["title"]).ShouldBe("Meine Fassung");
        await other.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(other, "Der Entwurf ist gespeichert.");
        ((string?)Drafts.Kept[IdOf(one)]["plan"]!["title"]).ShouldBe("Die andere Fassung");
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

    private static string IdOf(IPage page) => SessionId().Match(page.Url).Groups[1].Value;

    [GeneratedRegex("sitzungen/([0-9a-f-]{36})/")]
    private static partial Regex SessionId();
}
