using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>An organiser at the portal's pages. Local times are Europe/Berlin, as typed.</summary>
public sealed partial class OrganiserDesk(IPage page)
{
    public IPage Page => page;

    public async Task<Guid> AnnounceAsync(string title, DateTime localStart, int onSite, int online, string onlineLink)
    {
        await page.GotoAsync("/organisation/sitzungen/neu");
        await page.GetByLabel("Titel", new() { Exact = true }).WriteAsync(title);
        await page.GetByLabel("Digitale Bürgerbeteiligung").ChooseAsync();
        await page.GetByLabel("Beschreibung").WriteAsync("Wir sprechen darüber, wie Beteiligung gelingt.");
        await FillStartAsync(localStart);
        await page.GetByLabel("Dauer in Minuten").First.WriteAsync("90");
        await page.GetByLabel("Vor Ort und online").ChooseAsync();
        await page.GetByLabel("Plätze vor Ort").WriteAsync($"{onSite}");
        await page.GetByLabel("Plätze online").WriteAsync($"{online}");
        await page.GetByLabel("Name des Ortes").WriteAsync("Musterhaus");
        await page.GetByLabel("Straße und Hausnummer").WriteAsync("Beispielweg 1");
        await page.GetByLabel("Postleitzahl").WriteAsync("00000");
        await page.GetByLabel("Stadt", new() { Exact = true }).First.WriteAsync("Musterstadt");
        await page.GetByLabel("Link zur Videokonferenz").WriteAsync(onlineLink);
        var impulse = page.Locator("#programm-2");
        await impulse.GetByLabel("Dauer in Minuten").WriteAsync("20");
        await impulse.GetByLabel("Titel des Programmpunkts").WriteAsync("Mitreden mit der Mitmachkarte");
        await impulse.GetByLabel("Wer spricht?").WriteAsync("Rita Beispielfrau");
        await impulse.GetByLabel("Projekt").WriteAsync("Mitmachkarte");
        var address = page.Url;
        await PublishAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).First.WaitForAsync();
        return Guid.Parse(SessionId().Match(address).Groups[1].Value);
    }

    public async Task MoveAsync(Guid session, DateTime localStart)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/bearbeiten");
        await FillStartAsync(localStart);
        await PublishAsync();
        await page.GetByText("Die Sitzung ist veröffentlicht").WaitForAsync();
    }

    /// <summary>To the next full minute that is still to come when the form arrives.</summary>
    public async Task MoveToNextMinuteAsync(Guid session)
    {
        var (preview, published, past) = (
            page.Locator("#veroeffentlichen"),
            page.GetByText("Die Sitzung ist veröffentlicht"),
            page.GetByText("liegt in der Vergangenheit")
        );
        for (var seconds = 15; ; seconds += 20)
        {
            var berlin = TimeZoneInfo
                .ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
                .DateTime.AddSeconds(seconds);
            await page.GotoAsync($"/organisation/sitzungen/{session}/bearbeiten");
            await FillStartAsync(berlin.AddSeconds(-berlin.Second).AddMinutes(1));
            await page.Locator("#weiter").PressEnterAsync();
            await preview.Or(past).First.WaitForAsync();
            if (await preview.CountAsync() == 0)
            {
                continue;
            }

            await preview.PressEnterAsync();
            await published.Or(past).First.WaitForAsync();
            if (await published.CountAsync() > 0)
            {
                return;
            }
        }
    }

    public async Task CallOffAsync(Guid session, string reason)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/absage");
        await page.GetByLabel("Grund der Absage").WriteAsync(reason);
        await page.GetByLabel("Ja, diese Sitzung soll abgesagt werden").ChooseAsync();
        await page.Locator("#absagen").PressEnterAsync();
        await page.WaitForURLAsync("**/organisation");
    }

    public async Task TickAsync(Guid session, string name)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/teilnehmende");
        await page.GetByLabel($"{name} war dabei").ChooseAsync();
        await page.Locator("#anwesenheit-speichern").PressEnterAsync();
        (await page.GetByLabel($"{name} war dabei").IsCheckedAsync()).ShouldBeTrue();
    }

    public async Task PublishRecapAsync(Guid session, string title, string text)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/rueckblick");
        await page.GetByLabel("Überschrift").WriteAsync(title);
        await page.GetByLabel("Text", new() { Exact = true }).WriteAsync(text);
        await page.GetByLabel("Ja, veröffentlichen").ChooseAsync();
        await page.Locator("#rueckblick-veroeffentlichen").PressEnterAsync();
    }

    public async Task ReleaseAsync(string title)
    {
        await page.GotoAsync("/organisation/beitraege");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Freigeben: {title}" }).PressEnterAsync();
        await page.Locator(".done").WaitForAsync();
    }

    /// <summary>Through the preview.</summary>
    private async Task PublishAsync()
    {
        await page.Locator("#weiter").PressEnterAsync();
        await page.Locator("#veroeffentlichen").PressEnterAsync();
    }

    private async Task FillStartAsync(DateTime localStart)
    {
        await page.GetByLabel("Datum")
            .TypePartsAsync(
                localStart.ToString("MMddyyyy", CultureInfo.InvariantCulture),
                localStart.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );
        await page.GetByLabel("Beginn")
            .TypePartsAsync(
                localStart.ToString("hhmmtt", CultureInfo.InvariantCulture),
                localStart.ToString("HH:mm", CultureInfo.InvariantCulture)
            );
    }

    [GeneratedRegex("sitzungen/([0-9a-f-]{36})/")]
    private static partial Regex SessionId();
}
