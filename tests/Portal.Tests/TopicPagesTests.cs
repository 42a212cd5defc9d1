using System.Net;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Topics and the barometer as visitors, members and organisers see them: in Chromium, by keyboard and without script,
/// checked by axe, wide and narrow. The API is scripted.
/// </summary>
public sealed class TopicPagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    private ScriptedTopics Topics => portal.Api.Topics;

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/themen")]
    [InlineData($"/themen/{ScriptedTopics.Listed}")]
    [InlineData("/themen/markieren")]
    [InlineData("/themen/vorschlagen")]
    [InlineData("/organisation")]
    [InlineData("/organisation/themen")]
    [InlineData($"/organisation/themen/{ScriptedTopics.Listed}")]
    [InlineData($"/organisation/themen/{ScriptedTopics.Proposed}")]
    [InlineData($"/organisation/themen/{ScriptedTopics.Merged}")]
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
    public async Task Visitors_read_where_a_topic_is_wanted_and_never_by_how_many()
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, javaScript: false);
        foreach (var path in new[] { "/", "/themen" })
        {
            await page.GotoAsync(path);
            await ExpectAsync(page, "Wichtig in den meisten Städten");
            await ExpectAsync(page, "Bis einschließlich 30. Juni 2099");
        }

        (await page.Locator(".barometer").InnerTextAsync()).ShouldNotMatch("[0-9]");
    }

    [Fact]
    public async Task The_address_of_a_merged_topic_leads_on_for_good()
    {
        var answer = await portal.Browser.GetAsync($"/themen/{ScriptedTopics.Merged}");
        answer.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.ToString().ShouldBe($"/themen/{ScriptedTopics.Listed}");
    }

    [Fact]
    public async Task By_keyboard_alone_and_without_script_a_member_marks_topics_and_takes_marks_back()
    {
        var page = await PersonAsync(320);
        await page.GotoAsync("/themen/markieren");
        (await page.GetByLabel("Hybride Ratsarbeit").IsCheckedAsync()).ShouldBeTrue();
        await page.GetByLabel("Hybride Ratsarbeit").PressAsync("Space");
        await page.GetByLabel("Beteiligung").PressAsync("Space");

        await page.Locator("#speichern").PressAsync("Enter");

        await ExpectAsync(page, "Ihre Markierungen sind gespeichert.");
        Topics.Marked.ShouldBe([ScriptedTopics.Listed]);
        (await page.GetByLabel("Hybride Ratsarbeit").IsCheckedAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_mark_that_cannot_be_read_takes_no_other_back_and_is_told_in_German()
    {
        var page = await PersonAsync();
        await page.GotoAsync("/themen/markieren");
        var before = Topics.Marked;
        var box = page.Locator("input[name=Marked]").First;
        await box.EvaluateAsync("box => { box.value = 'quatsch'; box.checked = true; }");

        await page.Locator("#speichern").PressAsync("Enter");

        await ExpectAsync(page, "Ihre Auswahl kam nicht vollständig an.");
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain("is not valid");
        Topics.Marked.ShouldBe(before);
        await page.GotoAsync($"/organisation/themen/{ScriptedTopics.Listed}");
        await page.Locator("#zusammenfuehren").PressAsync("Enter");
        await ExpectAsync(page, "Bitte wählen Sie das Thema, in dem dieses aufgehen soll.");
        Topics.Taken.ShouldNotContainKey("merger");
    }

    [Fact]
    public async Task A_member_proposes_a_topic_and_reads_what_became_of_earlier_ones()
    {
        var page = await PersonAsync();
        await page.GotoAsync("/themen/vorschlagen");
        await ExpectAsync(page, "Begründung: Gehört zur Datenethik");
        await page.GetByLabel("Titel").FillAsync("Open Source im Rathaus");
        await page.GetByLabel("Worum geht es?").FillAsync("Welche Programme quelloffen sind.");
        var id = await page.Locator("input[name=Id]").InputValueAsync();

        await page.Locator("#vorschlagen").PressAsync("Enter");

        await ExpectAsync(page, "Danke! Ihr Vorschlag ist bei der Organisation.");
        ((string?)Topics.Taken[id]["title"]).ShouldBe("Open Source im Rathaus");
    }

    [Fact]
    public async Task Of_two_organisers_who_reword_a_topic_the_later_sees_both_versions_and_loses_nothing()
    {
        var page = await PersonAsync();
        await page.GotoAsync($"/organisation/themen/{ScriptedTopics.Listed}");
        await page.GetByLabel("Titel").FillAsync("Mitreden und mitentscheiden");
        Topics.ChangedMeanwhile = true;
        await page.Locator("#speichern").PressAsync("Enter");

        await ExpectAsync(page, "Es gibt zwei Fassungen");
        await page.GetByText("Die andere lautet:").WaitForAsync();
        (await page.GetByLabel("Titel").InputValueAsync()).ShouldBe("Mitreden und mitentscheiden");
        await page.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(page, "Die Fassung ist gespeichert.");
        ((long?)Topics.Taken[ScriptedTopics.Listed]["expectedVersion"]).ShouldBe(3);
        Topics.ChangedMeanwhile = false;
    }

    [Fact]
    public async Task An_organiser_opens_a_round_and_a_day_that_is_none_stays_in_the_form()
    {
        var page = await PersonAsync();
        await page.GotoAsync("/organisation/themen");
        await ExpectAsync(page, "Vorschläge (1)");
        await ExpectAsync(page, "(aus Bamberg)");
        await page.GetByLabel("Letzter Tag der Runde").FillAsync("2099-07-31");
        var round = await page.Locator("input[name=Round]").InputValueAsync();

        await page.Locator("#runde").PressAsync("Enter");

        await ExpectAsync(page, "Die Runde läuft bis einschließlich 31. Juli 2099.");
        ((string?)Topics.Taken[round]["endsOn"]).ShouldBe("2099-07-31");
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
