using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>A city's administrator at the pages of the city's own Notification.</summary>
public sealed class CityAdministrator(IPage page)
{
    /// <summary>The first one: the executable prints an address that is good for one first passkey.</summary>
    public static async Task<CityAdministrator> ComeInAsync(MainJob job, CityHall hall)
    {
        var (exitCode, output) = await hall.CallAsync("administrator", "Berta Beispiel");
        exitCode.ShouldBe(0, output);
        var link = new Uri(output.Split('\n')[0]);
        job.Secrets.Add(link.Query["?c=".Length..]);
        var page = await job.Browser.Person(new Uri(link.GetLeftPart(UriPartial.Authority)), 320);
        await page.KeepPasskeysAsync();
        await page.GotoAsync(link.ToString());
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey anlegen und anmelden" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Abmelden" }).WaitForAsync();
        return new CityAdministrator(page);
    }

    public async Task PublishLegalPagesAsync()
    {
        await page.GotoAsync("/rechtliches");
        await page.GetByLabel("Impressum").FillAsync("Musterverbund, Beispielweg 1, 00000 Musterstadt");
        await page.GetByLabel("Datenschutzhinweise")
            .FillAsync("Der Musterverbund verarbeitet Namen und Adressen der Mitglieder seiner Verbandsversammlung.");
        await page.GetByLabel("Erklärung zur Barrierefreiheit").FillAsync("Alle Seiten erfüllen die Anforderungen.");
        await page.GetByLabel("Adresse für Hinweise zur Barrierefreiheit")
            .FillAsync("barrierefrei@musterverbund.example");
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern und veröffentlichen" }).ClickAsync();
        await page.GetByText("Die Texte sind gespeichert").First.WaitForAsync();
    }

    /// <summary>Waits for the request and confirms the mandate.</summary>
    public async Task ConfirmMandateAsync(string name)
    {
        var request = page.GetByRole(AriaRole.Link, new() { Name = name });
        await Eventually.Holds(async () =>
        {
            await page.GotoAsync("/antraege");
            (await request.IsVisibleAsync()).ShouldBeTrue();
        });
        await request.ClickAsync();
        await page.ShouldBeAccessible();
        await page.GetByLabel("Mandat bis").FillAsync("2039-06-30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mandat bestätigen" }).ClickAsync();
        await page.GetByText($"Das Mandat von {name} ist bestätigt.").First.WaitForAsync();
    }
}
