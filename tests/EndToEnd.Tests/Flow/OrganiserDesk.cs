using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>An organiser at the portal's pages. Local times are Europe/Berlin, as typed.</summary>
public sealed partial class OrganiserDesk(IPage page)
{
    public static async Task<OrganiserDesk> SignInAsync(
        RunningPlatform platform, Browser browser, int width = 1280, bool javaScript = false)
    {
        var page = await browser.Person(platform.Portal, width, javaScript);
        await page.GotoAsync("/organisation");
        await page.GetByLabel("Zugangstoken").FillAsync((await platform.RunAsync("token", "organiser")).Trim().Split('\n')[^1]);
        await page.ClickAsync("#anmelden");
        await page.GetByRole(AriaRole.Link, new() { Name = "Neue Sitzung anlegen" }).WaitForAsync();
        page.Url.ShouldNotContain("eyJ");
        return new OrganiserDesk(page);
    }

    public IPage Page => page;

    public async Task<Guid> AnnounceAsync(string title, DateTime localStart, int onSite, int online, string onlineLink)
    {
        await page.GotoAsync("/organisation/sitzungen/neu");
        await page.GetByLabel("Titel", new() { Exact = true }).FillAsync(title);
        await page.GetByLabel("Thema").FillAsync("Digitale Bürgerbeteiligung");
        await page.GetByLabel("Beschreibung").FillAsync("Wir sprechen darüber, wie Beteiligung gelingt.");
        await FillStartAsync(localStart);
        await page.GetByLabel("Dauer in Minuten").First.FillAsync("90");
        await page.GetByLabel("Vor Ort und online").CheckAsync();
        await page.GetByLabel("Plätze vor Ort").FillAsync($"{onSite}");
        await page.GetByLabel("Plätze online").FillAsync($"{online}");
        await page.GetByLabel("Name des Ortes").FillAsync("Musterhaus");
        await page.GetByLabel("Straße und Hausnummer").FillAsync("Beispielweg 1");
        await page.GetByLabel("Postleitzahl").FillAsync("00000");
        await page.GetByLabel("Stadt", new() { Exact = true }).First.FillAsync("Musterstadt");
        await page.GetByLabel("Link zur Videokonferenz").FillAsync(onlineLink);
        var impulse = page.Locator("#programm-2");
        await impulse.GetByLabel("Dauer in Minuten").FillAsync("20");
        await impulse.GetByLabel("Titel des Programmpunkts").FillAsync("Mitreden mit der Mitmachkarte");
        await impulse.GetByLabel("Wer spricht?").FillAsync("Rita Beispielfrau");
        await impulse.GetByLabel("Projekt").FillAsync("Mitmachkarte");
        var address = page.Url;
        await page.ClickAsync("#speichern");
        await page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).First.WaitForAsync();
        return Guid.Parse(SessionId().Match(address).Groups[1].Value);
    }

    public async Task MoveAsync(Guid session, DateTime localStart)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/bearbeiten");
        await FillStartAsync(localStart);
        await page.ClickAsync("#speichern");
        await page.GetByText("Die Änderungen sind gespeichert").WaitForAsync();
    }

    public async Task CallOffAsync(Guid session, string reason)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/absage");
        await page.GetByLabel("Grund der Absage").FillAsync(reason);
        await page.GetByLabel("Ja, diese Sitzung soll abgesagt werden").CheckAsync();
        await page.ClickAsync("#absagen");
        await page.WaitForURLAsync("**/organisation");
    }

    public async Task TickAsync(Guid session, string name)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/teilnehmende");
        await page.GetByLabel($"{name} war dabei").CheckAsync();
        await page.ClickAsync("#anwesenheit-speichern");
        (await page.GetByLabel($"{name} war dabei").IsCheckedAsync()).ShouldBeTrue();
    }

    public async Task PublishRecapAsync(Guid session, string title, string text)
    {
        await page.GotoAsync($"/organisation/sitzungen/{session}/rueckblick");
        await page.GetByLabel("Überschrift").FillAsync(title);
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(text);
        await page.ClickAsync("#rueckblick-veroeffentlichen");
    }

    public async Task ReleaseAsync(string title)
    {
        await page.GotoAsync("/organisation/beitraege");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Freigeben: {title}" }).ClickAsync();
        await page.Locator(".done").WaitForAsync();
    }

    private async Task FillStartAsync(DateTime localStart)
    {
        await page.GetByLabel("Datum").FillAsync(localStart.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("Beginn").FillAsync(localStart.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("sitzungen/([0-9a-f-]{36})/")]
    private static partial Regex SessionId();
}
