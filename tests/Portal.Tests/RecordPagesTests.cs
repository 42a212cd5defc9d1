using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Recording and minutes as visitors, members and organisers see them: in Chromium without script, by keyboard, checked by
/// axe, wide and narrow. The API is scripted.
/// </summary>
public sealed class RecordPagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private const string Session = $"/sitzungen/{ScriptedRecords.Past}";
    private const string Address = $"/organisation/sitzungen/{ScriptedRecords.Past}/aufzeichnung";
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task A_visitor_does_not_see_what_is_for_members_even_right_after_a_member_looked()
    {
        foreach (var look in new[] { "visitor", "member", "visitor" })
        {
            var person = new Person(portal.Browser);
            if (look == "member")
            {
                person.Plant("sitzung", await portal.SignedInAsync("mail"));
            }

            var page = await person.Get(Session);

            page.ShouldContain($"href=\"{ScriptedRecords.Minutes}\"");
            page.Contains(ScriptedRecords.Recording).ShouldBe(look == "member");
        }
    }

    [Fact]
    public async Task An_organiser_is_warned_sees_what_is_wrong_beside_its_field_and_takes_a_link_away()
    {
        var page = await OrganiserAsync();
        await page.GotoAsync(Address);
        await ExpectAsync(page, "Nicht alle wollen aufgezeichnet werden");
        await ExpectAsync(page, "Lieber <nicht>");
        var recording = page.GetByLabel("Link zur Aufzeichnung");
        (await recording.InputValueAsync()).ShouldBe(ScriptedRecords.Recording);
        await recording.FillAsync("http://video.example/1");
        await page.Locator("#links-speichern").PressAsync("Enter");

        (await page.Locator("#fehler").InnerTextAsync()).ShouldContain("Der Link muss mit https:// beginnen");
        (await page.Locator("#Recording").InputValueAsync()).ShouldBe("http://video.example/1");
        await page.Locator("#Recording").FillAsync("");
        await page.Locator("#MinutesFor").PressAsync("Space");
        await page.Locator("#links-speichern").PressAsync("Enter");

        await ExpectAsync(page, "Gespeichert. Die Seite der Sitzung zeigt die Links.");
        var saved = portal.Api.Records.Saved!;
        ((string?)saved["recording"]!["link"]).ShouldBeNullOrEmpty();
        ((string?)saved["minutes"]!["link"], (string?)saved["minutes"]!["for"]).ShouldBe(
            (ScriptedRecords.Minutes, "Members")
        );
        ((long)saved["expectedVersion"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Before_a_session_begins_there_is_nothing_to_fill_in()
    {
        var page = await OrganiserAsync();

        await page.GotoAsync($"/organisation/sitzungen/{PortalUnderTest.SessionId}/aufzeichnung");

        await ExpectAsync(page, "ab Beginn der Sitzung");
        (await page.Locator("#links-speichern").CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(Address)]
    [InlineData(Session)]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways_at_320_pixels(string path)
    {
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await OrganiserAsync(width, javaScript: true);
            (await page.GotoAsync(path))!.Status.ShouldBe(200);
            await page.ShouldBeAccessible();
        }
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
