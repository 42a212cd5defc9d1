using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Tests.Administration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Pages;

/// <summary>
/// The texts that the law asks for reach the hub, again after a start, and newer ones win even when the database was
/// lost.
/// </summary>
[Collection(CityPages.Name)]
public sealed class LegalPagesTests(CityPages city)
{
    [Fact]
    public async Task What_is_saved_without_JavaScript_is_published_and_told_again_at_the_next_start()
    {
        await using var published = await city.City.Service.ListenFrom<LegalPagesPublished>(City.Key);
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/rechtliches");
        await page.GetByLabel("Impressum").WriteAsync("Stadt Kaiserslautern");
        await page.GetByLabel("Adresse für Hinweise").WriteAsync("keine Adresse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern und veröffentlichen" }).PressEnterAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Das ist keine vollständige E-Mail-Adresse." })
            .WaitForAsync();

        await page.GetByLabel("Adresse für Hinweise").WriteAsync("barrierefrei@kaiserslautern.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern und veröffentlichen" }).PressEnterAsync();
        await page.GetByText("Die Texte sind gespeichert").First.WaitForAsync();
        var first = await published.Next(_ => true);
        (first.Imprint, first.Privacy, first.FeedbackAddress).ShouldBe(
            ("Stadt Kaiserslautern", "", "barrierefrei@kaiserslautern.example")
        );
        first.Version.ShouldBeGreaterThan(city.City.Clock.GetUtcNow().AddMinutes(-5).ToUnixTimeMilliseconds());

        // Nothing new is nothing to tell.
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern und veröffentlichen" }).PressEnterAsync();
        await page.GetByText("Die Texte sind gespeichert").First.WaitForAsync();
        (await city.City.Query(db => db.LegalPages.SingleAsync())).Version.ShouldBe(first.Version);
    }

    [Fact]
    public async Task Each_start_tells_them_again()
    {
        await using var own = await City.StartAsync();
        await using var published = await own.Service.ListenFrom<LegalPagesPublished>(City.Key);
        await own.Query(async db =>
        {
            await Notification.Legal.LegalPages.ChangeAsync(
                db,
                City.Key,
                ("I", "D", "B", "f@rat.example"),
                own.Clock.GetUtcNow(),
                CancellationToken.None
            );
            return 0;
        });
        var first = await published.Next(_ => true);
        await own.RestartAsync();
        await Eventually.Holds(() => published.Heard.ShouldBe([first, first]));
    }
}
