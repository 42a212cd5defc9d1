using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Legal;
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
        await page.GetByText("Es fehlt: Datenschutzerklärung, Erklärung zur Barrierefreiheit.").First.WaitForAsync();
        var first = await published.Next(_ => true);
        (first.Imprint, first.Privacy, first.FeedbackAddress).ShouldBe(
            ("Stadt Kaiserslautern", "", "barrierefrei@kaiserslautern.example")
        );
        first.Version.ShouldBeGreaterThan(city.City.Clock.GetUtcNow().AddMinutes(-5).ToUnixTimeMilliseconds());

        // Nothing new is nothing to tell.
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern und veröffentlichen" }).PressEnterAsync();
        await page.GetByText("Es fehlt: Datenschutzerklärung, Erklärung zur Barrierefreiheit.").First.WaitForAsync();
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
                new LegalTexts("I", "D", "B", "f@rat.example"),
                own.Clock.GetUtcNow(),
                CancellationToken.None
            );
            return 0;
        });
        var first = await published.Next(_ => true);
        await own.RestartAsync();
        await Eventually.Holds(() => published.Heard.ShouldBe([first, first]));
    }

    [Fact]
    public async Task Those_of_a_folder_are_published_by_the_first_start_and_never_overwrite_what_somebody_wrote()
    {
        var folder = Directory.CreateTempSubdirectory();
        await WriteAsync("impressum", "\uFEFFStadt Kaiserslautern\r\nMusterplatz 1\r\n");
        await WriteAsync("datenschutz", "Nichts wird verkauft.");
        await WriteAsync("barrierefreiheit", "Alles ist zugänglich.");
        await WriteAsync("rueckmeldung", "barrierefrei@kaiserslautern.example\n");
        await using var own = await City.StartAsync(settings: new() { [LegalPagesFolder.Setting] = folder.FullName });
        await Eventually.Holds(async () => (await Saved()).ShouldNotBeNull().Complete.ShouldBeTrue());
        var first = (await Saved())!;
        first.Imprint.ShouldBe("Stadt Kaiserslautern\nMusterplatz 1");
        first.FeedbackAddress.ShouldBe("barrierefrei@kaiserslautern.example");

        await WriteAsync("impressum", "Ein anderes");
        await own.RestartAsync();
        (await Saved())!.Version.ShouldBe(first.Version);
        folder.Delete(recursive: true);

        Task<Notification.Legal.LegalPages?> Saved() =>
            own.Query(db => db.LegalPages.AsNoTracking().SingleOrDefaultAsync());
        Task WriteAsync(string name, string text) =>
            File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.txt"), text);
    }

    [Theory]
    [InlineData("rueckmeldung.txt", "keine Adresse")]
    [InlineData("impressum.txt", "mit\u0007Glocke")]
    public async Task A_folder_that_cannot_be_used_publishes_and_stops_nothing(string file, string text)
    {
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), text);
        await using var own = await City.StartAsync(settings: new() { [LegalPagesFolder.Setting] = folder.FullName });
        (await own.Query(db => db.LegalPages.ToListAsync())).ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_nothing()
    {
        await using var own = await City.StartAsync(settings: new() { [LegalPagesFolder.Setting] = "/gibt/es/nicht" });
        (await own.Query(db => db.LegalPages.ToListAsync())).ShouldBeEmpty();
    }
}
