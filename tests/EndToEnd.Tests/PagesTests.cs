using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>
/// Every page in Chromium: axe finds nothing, nothing overhangs at 320 pixels, twice the text size and forced colours
/// do no harm.
/// </summary>
public sealed class PagesTests(MainJob job)
{
    private static readonly string[] PublicPages =
    [
        "/",
        "/sitzungen",
        "/wissen",
        "/wissen?q=Beteiligung",
        "/mitmachen",
        "/impressum",
        "/datenschutz",
        "/barrierefreiheit",
        "/organisation",
        "/gibt-es-nicht",
    ];

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
        var desk = await job.DeskAsync(width, javaScript: true);
        var coming = await desk.AnnounceAsync(
            $"Barrierefrei {Guid.NewGuid().ToString()[..8]}",
            TimeProvider.System.GetLocalNow().Date.AddDays(60).AddHours(18),
            5,
            5,
            MainJob.OnlineLink
        );
        await desk.Page.ShouldBeAccessible();
        foreach (
            var address in new[]
            {
                "/organisation/sitzungen/neu",
                $"/organisation/sitzungen/{coming}/bearbeiten",
                $"/organisation/sitzungen/{coming}/absage",
                $"/organisation/sitzungen/{held.Id}/teilnehmende",
                $"/organisation/sitzungen/{held.Id}/druck",
                $"/organisation/sitzungen/{held.Id}/rueckblick",
                "/organisation/beitraege",
                "/organisation/rueckmeldungen",
                "/organisation/protokoll",
            }
        )
        {
            await desk.Page.GotoAsync(address);
            await desk.Page.ShouldBeAccessible();
        }

        await desk.Page.GotoAsync("/organisation/sitzungen/neu");
        await desk.Page.ClickAsync("#weiter");
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
        foreach (
            var link in Inbox
                .Links(called.Invitation)
                .Concat(Inbox.Links(held.RecapMail))
                .Where(link => link.Contains("?t="))
        )
        {
            await page.GotoAsync(link);
            page.Url.ShouldNotContain("eyJ");
            await page.ShouldBeAccessible();
        }

        await page.GotoAsync("/platz?t=eyJhbGciOiJFUzI1NiJ9.e30.AAAA");
        await page.ShouldBeAccessible();
        (await page.InnerTextAsync("main")).ShouldContain("Link");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Pages_hold_text_of_twice_the_size_and_forced_colours(bool bigText, bool forcedColours)
    {
        var called = await job.CalledOff;
        await using var browser = new Browser();
        await browser.StartAsync(bigText ? ["--blink-settings=defaultFontSize=32"] : []);
        var page = await browser.Person(job.Platform.Portal);
        if (forcedColours)
        {
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        }

        foreach (
            var address in PublicPages
                .Append($"/sitzungen/{called.Id}")
                .Concat(Inbox.Links(called.Invitation).Where(link => link.Contains("?t=")))
        )
        {
            await page.GotoAsync(address);
            await page.ShouldBeAccessible();
        }

        (await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize")).ShouldBe(
            bigText ? "32px" : "16px"
        );
        (await page.EvaluateAsync<bool>("matchMedia('(forced-colors: active)').matches")).ShouldBe(forcedColours);
    }
}
