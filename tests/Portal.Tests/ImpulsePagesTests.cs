using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Calls and impulses as visitors, speakers and organisers see them: in Chromium, by keyboard and without script,
/// checked by axe, wide and narrow. The API is scripted.
/// </summary>
public sealed class ImpulsePagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    private ScriptedImpulses Impulses => portal.Api.Impulses;

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Theory]
    [InlineData("/impulse")]
    [InlineData("/mein-bereich/impulse")]
    [InlineData($"/mein-bereich/impulse/{ScriptedImpulses.Draft}")]
    [InlineData($"/mein-bereich/impulse/{ScriptedImpulses.Questioned}")]
    [InlineData($"/mein-bereich/impulse/{ScriptedImpulses.Withdrawn}")]
    [InlineData($"/organisation/impulse/{ScriptedImpulses.Withdrawn}")]
    [InlineData($"/mein-bereich/impulse/{ScriptedImpulses.Rejected}")]
    [InlineData($"/mein-bereich/impulse/{ScriptedImpulses.TooLate}")]
    [InlineData("/organisation/impulse")]
    [InlineData("/organisation/impulse/einladen")]
    [InlineData($"/organisation/impulse/{ScriptedImpulses.Accepted}")]
    [InlineData($"/organisation/impulse/{ScriptedImpulses.Questioned}")]
    [InlineData($"/organisation/aufrufe/{ScriptedImpulses.Call}")]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways_at_320_pixels(string path)
    {
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await PersonAsync(width, javaScript: true);
            (await page.GotoAsync(path))!.Status.ShouldBe(200);
            await page.ShouldBeAccessible();
        }
    }

    [Fact]
    public async Task Visitors_read_open_calls_on_the_start_page_at_the_topic_and_among_the_impulses()
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, javaScript: false);
        foreach (var path in new[] { "/", $"/themen/{ScriptedTopics.Listed}", "/impulse" })
        {
            await page.GotoAsync(path);
            await ExpectAsync(page, "Wer zeigt seinen Haushalt?");
            await ExpectAsync(page, "bis einschließlich 31. März 2099");
        }
    }

    [Fact]
    public async Task By_keyboard_alone_and_without_script_an_impulse_is_handed_in_and_enter_only_keeps_it()
    {
        var page = await PersonAsync(320);
        await page.GotoAsync("/impulse");
        await page.GetByRole(AriaRole.Link, new() { Name = "Impuls einreichen" }).PressAsync("Enter");
        var id = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        (await page.GetByLabel("Aufruf").InputValueAsync()).ShouldBe(ScriptedImpulses.Call);
        (await page.GetByLabel("Thema").InputValueAsync()).ShouldBe(ScriptedTopics.Listed);
        await page.GetByLabel("Titel").FillAsync("Haushalt zum Anfassen");
        await page.GetByLabel("Titel").PressAsync("Enter");
        ((bool?)Impulses.Taken[id]["handIn"]).ShouldBe(false);

        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Draft}");
        await ExpectAsync(page, "Bitte sagen Sie, worum es geht.");
        await page.Locator("#einreichen").PressAsync("Enter");

        ((bool?)Impulses.Taken[ScriptedImpulses.Draft]["handIn"]).ShouldBe(true);
        ((long?)Impulses.Taken[ScriptedImpulses.Draft]["expectedVersion"]).ShouldBe(2);
        ((string?)Impulses.Taken[ScriptedImpulses.Draft]["content"]!["speaker"]).ShouldBe("Ina Probe");
    }

    [Theory]
    [InlineData("call-closed", "Das ging nicht, aus diesem Grund.")]
    [InlineData("impulse-changed-meanwhile", "Es gibt zwei Fassungen")]
    public async Task What_was_typed_stays_when_it_cannot_be_taken(string code, string says)
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Draft}");
        await page.GetByLabel("Titel").FillAsync("Lange getippt");
        await page.GetByLabel("Dauer in Minuten").FillAsync("12");
        Impulses.Refuses = code;
        await page.Locator("#einreichen").PressAsync("Enter");

        await ExpectAsync(page, says);
        (await page.GetByLabel("Titel").InputValueAsync()).ShouldBe("Lange getippt");
        (await page.GetByLabel("Dauer in Minuten").InputValueAsync()).ShouldBe("12");
    }

    [Fact]
    public async Task What_cannot_be_saved_because_it_is_decided_by_now_is_told_and_still_shown()
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Draft}");
        await page.GetByLabel("Titel").FillAsync("Zu spät getippt");
        (Impulses.Refuses, Impulses.Late) = ("impulse-decided", "Withdrawn");
        await page.Locator("#einreichen").PressAsync("Enter");

        await ExpectAsync(page, "Das ging nicht, aus diesem Grund.");
        await ExpectAsync(page, "Zu spät getippt");
        Impulses.Late = null;
    }

    [Fact]
    public async Task An_organiser_is_told_what_was_refused_and_that_a_withdrawn_impulse_still_stands_in_a_programme()
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/organisation/impulse/{ScriptedImpulses.Withdrawn}");
        await ExpectAsync(page, "Steht noch im Programm oder im Entwurf");
        Impulses.Refuses = "impulse-changed-meanwhile";
        await page.Locator("#notieren").PressAsync("Enter");

        await ExpectAsync(page, "Das ging nicht, aus diesem Grund.");
    }

    [Fact]
    public async Task A_length_that_is_no_number_is_told_beside_its_field_and_nothing_is_lost()
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Questioned}");
        await page.GetByLabel("Dauer in Minuten").FillAsync("eine Viertelstunde");
        await page.Locator("#speichern").PressAsync("Enter");

        await ExpectAsync(page, "Bitte geben Sie eine ganze Zahl an.");
        (await page.GetByLabel("Dauer in Minuten").InputValueAsync()).ShouldBe("eine Viertelstunde");
    }

    [Fact]
    public async Task A_speaker_answers_the_question_of_the_organisers()
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/mein-bereich/impulse/{ScriptedImpulses.Questioned}");
        await ExpectAsync(page, "Geht es in zehn Minuten?");
        await page.GetByLabel("Nachricht an die Organisation").FillAsync("Ja, gern.");
        var message = await page.Locator("input[name=MessageId]").InputValueAsync();
        await page.Locator("#antworten").PressAsync("Enter");

        await ExpectAsync(page, "Ihre Nachricht ist bei der Organisation.");
        ((string?)Impulses.Taken[message]["text"]).ShouldBe("Ja, gern.");
    }

    [Fact]
    public async Task An_organiser_sees_what_changed_since_it_was_taken_over_and_takes_it_over_again()
    {
        var page = await PersonAsync();
        await page.GotoAsync("/organisation/impulse");
        await ExpectAsync(page, "(seit der Übernahme geändert)");
        await page.GotoAsync($"/organisation/impulse/{ScriptedImpulses.Accepted}");
        await ExpectAsync(page, "Titel: „Haushalt zum Anfassen“ statt „Haushalt erklärt“");

        await page.Locator("#uebernehmen").PressAsync("Enter");

        await ExpectAsync(page, "Veröffentlicht ist noch nichts.");
        ((string?)Impulses.Taken["programme"]["sessionId"]).ShouldBe(PortalUnderTest.SessionId.ToString());
    }

    [Fact]
    public async Task An_organiser_asks_notes_and_rejects_with_a_reason()
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/organisation/impulse/{ScriptedImpulses.Questioned}");
        await page.GetByLabel("Begründung der Ablehnung").FillAsync("Das hatten wir gerade.");
        await page.Locator("#ablehnen").PressAsync("Enter");
        ((bool?)Impulses.Taken["decision"]["accepted"]).ShouldBe(false);
        ((long?)Impulses.Taken["decision"]["contentVersion"]).ShouldBe(5);
        ((string?)Impulses.Taken["decision"]["expectedState"]).ShouldBe("Questioned");

        await page.GetByLabel("Notiz", new() { Exact = true }).FillAsync("Doch im Juni");
        await page.Locator("#notieren").PressAsync("Enter");
        ((string?)Impulses.Taken["note"]["note"]).ShouldBe("Doch im Juni");
    }

    [Fact]
    public async Task Enter_in_a_field_publishes_no_call_and_the_button_does()
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/organisation/aufrufe/{ScriptedImpulses.Call}");
        await page.GetByLabel("Titel").FillAsync("Wer zeigt seine Daten?");
        await page.GetByLabel("Titel").PressAsync("Enter");
        await ExpectAsync(page, "Noch nicht veröffentlicht.");
        Impulses.Taken.ShouldNotContainKey(ScriptedImpulses.Call);

        await page.Locator("#veroeffentlichen").PressAsync("Enter");

        await ExpectAsync(page, "Der Aufruf ist geändert.");
        ((string?)Impulses.Taken[ScriptedImpulses.Call]["title"]).ShouldBe("Wer zeigt seine Daten?");
        ((string?)Impulses.Taken[ScriptedImpulses.Call]["endsOn"]).ShouldBe("2099-03-31");
    }

    private async Task<IPage> PersonAsync(int width = 1280, bool javaScript = false)
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
