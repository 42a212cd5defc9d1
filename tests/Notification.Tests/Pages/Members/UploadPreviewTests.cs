using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Tests.Administration;
using Stadtgespraeche.Notification.Tests.OParl;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Pages.Members;

/// <summary>Before anything is taken over, one sees whom it is about; what went wrong all the same can be undone.</summary>
[Collection(CityPages.Name)]
public sealed class UploadPreviewTests(CityPages city)
{
    [Fact]
    public async Task The_preview_shows_who_is_new_changed_over_or_left_out_and_what_is_doubtful()
    {
        await city.City.Import(
            "Vorname;Nachname;E-Mail;Rolle\nVera;Vorschau;vera@rat.example;Mitglied\nWilma;Wechsel;wilma@rat.example;\n"
        );
        var yesterday = DateOnly.FromDateTime(city.City.Clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var text =
            "Ratsliste der Stadt, Stand heute\n\nNr.;Vorname;Nachname;E-Mail;Rolle;Mandat bis\n"
            + "1;Vorschau;Vera;vera@rat.example;Vorsitz;\n"
            + $"2;Wilma;Wechsel;wilma@rat.example;;{yesterday:dd.MM.yyyy}\n"
            + "3;Nora;Neuling;nora@rat.example;;01.07.29\n4;Karl;Kaputt;keine-adresse;;\n";
        foreach (var script in new[] { true, false })
        {
            var page = await city.Administrator(320, javaScript: script);
            await page.GotoAsync("/mitglieder/import");
            await Upload(page, Encoding.UTF8.GetBytes(text));
            await page.GetByRole(AriaRole.Heading, new() { Name = "Person für Person" }).WaitForAsync();
            if (script)
            {
                await page.ShouldBeAccessible();
            }

            var html = await page.Locator("main").InnerTextAsync();
            html.ShouldSatisfyAllConditions(
                () => html.ShouldContain("Vor- und Nachname sind wohl vertauscht"),
                () => html.ShouldContain("Vorname: Vera → Vorschau"),
                () => html.ShouldContain("Rolle: Mitglied → Vorsitz"),
                () => html.ShouldContain("Mandat endet"),
                () => html.ShouldContain("Neuling"),
                () => html.ShouldContain("Mandatsende ist als 01.07.2029 gelesen."),
                () => html.ShouldContain("Karl Kaputt"),
                () => html.ShouldContain("Die E-Mail-Adresse ist keine gültige Adresse."),
                () => html.ShouldContain("Die Spalte „Nr.“ zählt wohl nur die Zeilen")
            );

            // Another row is chosen, and the first one again.
            await page.GetByLabel("Zeile mit den Überschriften").SelectOptionAsync("1");
            await page.GetByRole(AriaRole.Button, new() { Name = "Spalten so zuordnen" }).PressEnterAsync();
            await page.GetByText("Bitte ordnen Sie die Spalten zu").WaitForAsync();
            await page.GetByLabel("Zeile mit den Überschriften").SelectOptionAsync("3");
            await page.GetByRole(AriaRole.Button, new() { Name = "Spalten so zuordnen" }).PressEnterAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Person für Person" }).WaitForAsync();
        }

        (await Find("Vera Vorschau")).Role.ShouldBe("Mitglied");
        (await city.City.Query(db => db.Members.AnyAsync(member => member.LastName == "Neuling"))).ShouldBeFalse();
    }

    [Fact]
    public async Task Whom_the_hub_knows_is_deleted_only_when_it_was_said_to_be_a_mistake()
    {
        var (id, _) = await city.City.Member("Irma Irrtum");
        await using var ended = await Listener<MandateEnded>.StartAsync(city.City.Service.Broker, $"from.{City.Key}");
        var page = await city.Administrator(320);
        await page.GotoAsync($"/mitglieder/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Eintrag löschen" }).PressEnterAsync();
        await page.GetByText("Bitte bestätigen Sie, dass die Person irrtümlich eingetragen ist.").First.WaitForAsync();
        await page.ShouldBeAccessible();
        (await city.City.Query(db => db.Members.AnyAsync(row => row.Id == id))).ShouldBeTrue();

        await page.GetByLabel("Die Person ist irrtümlich eingetragen").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Eintrag löschen" }).PressEnterAsync();
        await page.GetByText("Der Eintrag ist gelöscht.").First.WaitForAsync();
        (await city.City.Query(db => db.Members.AnyAsync(row => row.Id == id))).ShouldBeFalse();
        (await ended.Next(word => word.MemberId == id)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_council_that_is_not_recognised_is_chosen_from_all_that_there_are()
    {
        await using var server = await OParlServer.StartAsync();
        server.Json(
            "/bodies",
            $$"""
            [ { "id": "{{server.Root}}/body/1", "name": "Stadt Musterstadt",
                "organization": "{{server.Root}}/organizations", "person": "{{server.Root}}/persons" } ]
            """
        );
        server.Json(
            "/organizations",
            $$"""
            [ { "id": "{{server.Root}}/organization/rat", "name": "Hohes Haus \"am Markt\"" },
              { "id": "{{server.Root}}/organization/bau", "name": "Bauausschuss" } ]
            """
        );
        server.Persons(server.Person("1", "Gundula", "Gewählt", server.Seat("Mitglied")));
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/mitglieder/oparl");
        await page.GetByLabel("OParl-Adresse").FillAsync(server.System);
        await page.GetByRole(AriaRole.Button, new() { Name = "Einlesen" }).PressEnterAsync();
        await Eventually.Holds(async () =>
        {
            await page.GotoAsync("/mitglieder/oparl");
            (await page.ContentAsync()).ShouldContain("Welches Gremium ist der Rat?");
        });
        var seeing = await city.Administrator(320);
        await seeing.GotoAsync("/mitglieder/oparl");
        await seeing.ShouldBeAccessible();
        await page.GetByLabel("Welches Gremium ist der Rat?")
            .SelectOptionAsync(new SelectOptionValue { Label = "Hohes Haus \"am Markt\"" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter einlesen" }).PressEnterAsync();
        await CityPages.RenewUntil(page, "Das würde übernommen");
        (await page.ContentAsync()).ShouldContain("Gundula Gewählt");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verwerfen" }).PressEnterAsync();
    }

    private static async Task Upload(IPage page, byte[] content)
    {
        await page.GetByLabel("CSV-Datei")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "rat.csv",
                    MimeType = "text/csv",
                    Buffer = content,
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Datei prüfen" }).PressEnterAsync();
    }

    private Task<Member> Find(string name) =>
        city.City.Query(db => db.Members.AsNoTracking().SingleAsync(member => member.DisplayName == name));
}
