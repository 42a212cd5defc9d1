using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>No button of the organisers' pages of impulses loses what was typed beside it.</summary>
public sealed class ImpulseDeskTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
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
    public async Task A_closed_call_stays_in_the_list_and_can_be_opened_again()
    {
        var page = await PersonAsync("/organisation/impulse");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Geschlossene Aufrufe" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ein alter Aufruf" }).PressAsync("Enter");
        await page.GetByLabel("Letzter Tag zum Einreichen").FillAsync("2099-04-30");
        await page.Locator("#veroeffentlichen").PressAsync("Enter");

        await page.GetByText("Der Aufruf ist geändert.").First.WaitForAsync();
        portal.Api.Impulses.Taken[ScriptedImpulses.ClosedCall]["endsOn"]!.GetValue<string>().ShouldBe("2099-04-30");
    }

    [Fact]
    public async Task An_organisers_note_goes_along_with_every_button_and_a_question_is_not_lost_by_another()
    {
        var page = await PersonAsync($"/organisation/impulse/{ScriptedImpulses.Questioned}");
        await ExpectAsync(page, "Sie haben eine Frage gestellt");
        await page.GetByLabel("Notiz", new() { Exact = true }).FillAsync("Doch im Juni");
        await page.GetByLabel("Frage", new() { Exact = true }).FillAsync("Geht auch Juni?");
        await page.Locator("#annehmen").PressAsync("Enter");
        await ExpectAsync(page, "Diese Frage ist noch nicht gestellt.");
        (await page.GetByLabel("Frage", new() { Exact = true }).InputValueAsync()).ShouldBe("Geht auch Juni?");
        (await page.GetByLabel("Notiz", new() { Exact = true }).InputValueAsync()).ShouldBe("Doch im Juni");
        Impulses.Taken.ShouldBeEmpty();

        await page.Locator("#fragen-senden").PressAsync("Enter");

        await ExpectAsync(page, "Die Frage ist gestellt.");
        ((string?)Impulses.Taken["note"]["note"]).ShouldBe("Doch im Juni");
        Impulses.Taken.Values.ShouldContain(body => (string?)body["text"] == "Geht auch Juni?");
    }

    [Fact]
    public async Task A_reason_is_not_lost_by_another_button_and_the_chosen_session_stays()
    {
        var page = await PersonAsync($"/organisation/impulse/{ScriptedImpulses.Accepted}");
        await page.GetByLabel("Begründung der Ablehnung").FillAsync("Zu lang.");
        await page.Locator("#notieren").PressAsync("Enter");
        await ExpectAsync(page, "Diese Begründung ist noch nicht gesendet.");
        (await page.GetByLabel("Begründung der Ablehnung").InputValueAsync()).ShouldBe("Zu lang.");

        await page.GetByLabel("Begründung der Ablehnung").FillAsync("");
        await page.Locator("#notieren").PressAsync("Enter");

        await ExpectAsync(page, "Die Notiz ist gespeichert.");
        page.Url.ShouldEndWith($"?sitzung={PortalUnderTest.SessionId}");
    }

    [Fact]
    public async Task The_list_tells_rejected_from_withdrawn_and_what_still_stands_in_a_session()
    {
        var page = await PersonAsync("/organisation/impulse");
        await ExpectAsync(page, "(zurückgezogen, steht noch in einer Sitzung)");
        await ExpectAsync(page, "(abgelehnt)");
    }

    [Fact]
    public async Task A_call_is_closed_by_its_button()
    {
        var page = await PersonAsync($"/organisation/aufrufe/{ScriptedImpulses.Call}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Aufruf jetzt schließen" }).PressAsync("Enter");

        await ExpectAsync(page, "Der Aufruf ist geschlossen.");
        var yesterday = TimeProvider.System.Today().AddDays(-1);
        ((string?)Impulses.Taken[ScriptedImpulses.Call]["endsOn"]).ShouldBe($"{yesterday:yyyy-MM-dd}");
        ((string?)Impulses.Taken[ScriptedImpulses.Call]["title"]).ShouldBe("Wer zeigt seinen Haushalt?");
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
