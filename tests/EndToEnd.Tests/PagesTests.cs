using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>Every page in Chromium: axe finds nothing, nothing overhangs at 320 pixels, and the keyboard alone is enough.</summary>
public sealed class PagesTests(MainJob job)
{
    private static readonly string[] PublicPages =
        ["/", "/sitzungen", "/wissen", "/wissen?q=Beteiligung", "/mitmachen", "/impressum", "/datenschutz", "/barrierefreiheit", "/organisation", "/gibt-es-nicht"];

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Public_pages_are_accessible(int width)
    {
        var held = await job.Held;
        var called = await job.CalledOff;
        var page = await job.Browser.Person(job.Platform.Portal, width);
        foreach (var address in PublicPages.Append($"/sitzungen/{held.Id}").Append($"/sitzungen/{called.Id}"))
        {
            await page.GotoAsync(address);
            await page.ShouldBeAccessible();
        }

        await page.GotoAsync("/wissen");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Rückblick: {held.Title}" }).First.ClickAsync();
        await page.ShouldBeAccessible();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Pages_of_organisers_are_accessible(int width)
    {
        var held = await job.Held;
        var desk = await OrganiserDesk.SignInAsync(job.Platform, job.Browser, width, javaScript: true);
        var coming = await desk.AnnounceAsync(
            $"Barrierefrei {Guid.NewGuid().ToString()[..8]}", TimeProvider.System.GetLocalNow().Date.AddDays(60).AddHours(18), 5, 5, MainJob.OnlineLink);
        await desk.Page.ShouldBeAccessible();
        foreach (var address in new[]
                 {
                     "/organisation/sitzungen/neu", $"/organisation/sitzungen/{coming}/bearbeiten", $"/organisation/sitzungen/{coming}/absage",
                     $"/organisation/sitzungen/{held.Id}/teilnehmende", $"/organisation/sitzungen/{held.Id}/druck",
                     $"/organisation/sitzungen/{held.Id}/rueckblick", "/organisation/beitraege", "/organisation/rueckmeldungen",
                 })
        {
            await desk.Page.GotoAsync(address);
            await desk.Page.ShouldBeAccessible();
        }

        await desk.Page.GotoAsync("/organisation/sitzungen/neu");
        await desk.Page.ClickAsync("#speichern");
        await desk.Page.ShouldBeAccessible();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Pages_behind_the_links_of_mails_are_accessible(int width)
    {
        var held = await job.Held;
        var called = await job.CalledOff;
        var page = await job.Browser.Person(job.Platform.Portal, width);
        foreach (var link in Inbox.Links(called.Invitation).Concat(Inbox.Links(held.RecapMail)).Where(link => link.Contains("?t=")))
        {
            await page.GotoAsync(link);
            page.Url.ShouldNotContain("eyJ");
            await page.ShouldBeAccessible();
        }

        await page.GotoAsync("/platz?t=eyJhbGciOiJFUzI1NiJ9.e30.AAAA");
        await page.ShouldBeAccessible();
        (await page.InnerTextAsync("main")).ShouldContain("Link");
    }

    [Fact]
    public async Task A_seat_is_booked_with_the_keyboard_alone()
    {
        var desk = await OrganiserDesk.SignInAsync(job.Platform, job.Browser);
        var title = $"Mit der Tastatur {Guid.NewGuid().ToString()[..8]}";
        await desk.AnnounceAsync(title, TimeProvider.System.GetLocalNow().Date.AddDays(50).AddHours(18), 5, 5, MainJob.OnlineLink);
        var member = await MemberAtHome.Of(job.Platform, job.Browser, CouncilMember.Of("rhein-neckar")[2]);
        await member.FollowInvitationAsync(title, "online");
        var page = member.Page;

        for (var pressed = 0; pressed < 60 && await page.Locator("#antworten:focus").CountAsync() == 0; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        (await page.Locator("#antworten:focus").CountAsync()).ShouldBe(1, "the button is not reached with the tab key");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByText("Sie haben einen Platz online").WaitForAsync();
    }
}
