using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>No button of the pages of an impulse loses what was typed beside it, and each says what it does.</summary>
public sealed class ImpulseFormsTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    private ScriptedImpulses Impulses => portal.Api.Impulses;

    public async ValueTask InitializeAsync()
    {
        await browser.StartAsync();
        Impulses.Taken.Clear();
    }

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task A_message_takes_the_changes_beside_it_along_and_saving_alone_loses_no_message()
    {
        var page = await PersonAsync($"/mein-bereich/impulse/{ScriptedImpulses.Questioned}");
        await page.GetByLabel("Nachricht an die Organisation").FillAsync("Ja, gern.");
        await page.GetByLabel("Dauer in Minuten").FillAsync("10");
        await page.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(page, "Ihre Nachricht ist noch nicht gesendet.");
        (await page.GetByLabel("Nachricht an die Organisation").InputValueAsync()).ShouldBe("Ja, gern.");
        (await page.GetByLabel("Dauer in Minuten").InputValueAsync()).ShouldBe("10");
        Impulses.Taken.ShouldBeEmpty();

        var message = await page.Locator("input[name=MessageId]").InputValueAsync();
        await page.Locator("#antworten").PressAsync("Enter");

        await ExpectAsync(page, "Ihre Nachricht ist bei der Organisation, Ihre Änderungen sind gespeichert.");
        ((string?)Impulses.Taken[message]["text"]).ShouldBe("Ja, gern.");
        ((int?)Impulses.Taken[ScriptedImpulses.Questioned]["content"]!["lengthMinutes"]).ShouldBe(10);
    }

    [Fact]
    public async Task A_message_alone_saves_nothing_else_and_an_empty_one_is_told_in_the_summary_at_the_top()
    {
        var page = await PersonAsync($"/mein-bereich/impulse/{ScriptedImpulses.Questioned}");
        await page.Locator("#antworten").PressAsync("Enter");
        (await page.Locator("h1 + #fehler a[href='#Text']").TextContentAsync()).ShouldBe("Bitte schreiben Sie etwas.");

        await page.GetByLabel("Nachricht an die Organisation").FillAsync("Ja, gern.");
        await page.Locator("#antworten").PressAsync("Enter");

        await ExpectAsync(page, "Ihre Nachricht ist bei der Organisation.");
        Impulses.Taken.ShouldNotContainKey(ScriptedImpulses.Questioned);
    }

    [Fact]
    public async Task What_is_missing_before_handing_in_is_not_listed_beside_the_errors()
    {
        var page = await PersonAsync($"/mein-bereich/impulse/{ScriptedImpulses.Draft}");
        await ExpectAsync(page, "Was vor dem Einreichen noch fehlt");
        await page.GetByLabel("Dauer in Minuten").FillAsync("lang");
        await page.Locator("#einreichen").PressAsync("Enter");

        (await page.Locator("h1 + #fehler a[href='#LengthMinutes']").CountAsync()).ShouldBe(1);
        (await page.Locator("#fehlt").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_draft_to_a_closed_call_says_so_at_once()
    {
        var page = await PersonAsync($"/mein-bereich/impulse/{ScriptedImpulses.TooLate}");
        await ExpectAsync(page, "Der Aufruf, zu dem dieser Entwurf gehört, ist geschlossen.");
        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Draft}");
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("ist geschlossen");
    }

    [Fact]
    public async Task A_draft_is_deleted_and_what_was_handed_in_is_withdrawn_only_by_who_is_sure()
    {
        var page = await PersonAsync($"/mein-bereich/impulse/{ScriptedImpulses.Questioned}");
        await page.GetByLabel("Titel").FillAsync("Halb getippt");
        await page.Locator("#zurueckziehen").PressAsync("Enter");
        await ExpectAsync(page, "Bitte bestätigen Sie, dass Sie den Impuls zurückziehen möchten.");
        (await page.GetByLabel("Titel").InputValueAsync()).ShouldBe("Halb getippt");
        Impulses.Taken.ShouldBeEmpty();
        await page.GetByLabel("Ja, ich möchte den Impuls zurückziehen").PressAsync("Space");
        await page.Locator("#zurueckziehen").PressAsync("Enter");
        await ExpectAsync(page, "Ihr Impuls ist zurückgezogen.");

        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Draft}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Entwurf löschen" }).PressAsync("Enter");
        await ExpectAsync(page, "Ihr Entwurf ist gelöscht.");
        Impulses.Taken.ShouldContainKey("withdrawal");
    }

    [Fact]
    public async Task Saving_says_who_sees_it()
    {
        var page = await PersonAsync($"/mein-bereich/impulse/{ScriptedImpulses.Draft}");
        await page.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(page, "Ihr Entwurf ist gespeichert. Nur Sie sehen ihn.");
        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Questioned}");
        await page.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(page, "Gespeichert. Die Organisation sieht die neue Fassung.");
    }

    [Fact]
    public async Task A_rejected_impulse_becomes_a_new_draft_without_being_stored()
    {
        var page = await PersonAsync($"/mein-bereich/impulse/{ScriptedImpulses.Rejected}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Als neuen Entwurf verwenden" }).PressAsync("Enter");
        (await page.GetByLabel("Titel").InputValueAsync()).ShouldBe("Haushalt zum Anfassen");
        Impulses.Taken.ShouldBeEmpty();

        await page.Locator("#speichern").PressAsync("Enter");

        var (id, taken) = Impulses.Taken.Single();
        id.ShouldNotBe(ScriptedImpulses.Rejected);
        ((long?)taken["expectedVersion"]).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_saved_under_a_foreign_id_is_saved_under_a_new_one()
    {
        var foreign = Guid.CreateVersion7();
        var page = await PersonAsync($"/mein-bereich/impulse/{foreign}?neu=ja");
        await page.GetByLabel("Titel").FillAsync("Lange getippt");
        Impulses.Refuses = "impulse-unknown";
        await page.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(page, "Ihr Text steht noch im Formular");
        await page.Locator("#speichern").PressAsync("Enter");

        var (id, taken) = Impulses.Taken.Single();
        (Guid.Parse(id) == foreign, (string?)taken["content"]!["title"]).ShouldBe((false, "Lange getippt"));
    }

    private async Task<IPage> PersonAsync(string path)
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, 320, javaScript: false);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = await portal.SignedInAsync(),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        await page.GotoAsync(path);
        return page;
    }

    private static Task ExpectAsync(IPage page, string text) =>
        Assertions.Expect(page.Locator("body")).ToContainTextAsync(text);
}
