using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Uploads;
using Stadtgespraeche.Notification.Tests.Administration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Pages.Members;

/// <summary>A city keeps its list: by hand and from a file, without a mouse and without JavaScript.</summary>
[Collection(CityPages.Name)]
public sealed class MemberPagesTests(CityPages city)
{
    [Fact]
    public async Task Without_JavaScript_and_mouse_one_enters_a_person_gives_her_an_address_and_ends_the_mandate()
    {
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/mitglieder");
        await page.GetByRole(AriaRole.Link, new() { Name = "Person eintragen" }).PressEnterAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Eintragen" }).PressEnterAsync();
        await page.GetByText("Bitte prüfen Sie Ihre Angaben").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nachname fehlt." }).WaitForAsync();

        await page.GetByLabel("Vorname").WriteAsync("Handa");
        await page.GetByLabel("Nachname").WriteAsync("Eingetragen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Eintragen" }).PressEnterAsync();
        await page.GetByText("Die Person ist eingetragen.").First.WaitForAsync();
        var member = await Find("Handa Eingetragen");
        (member.Version, member.Email).ShouldBe((0, null));

        await page.GetByLabel("E-Mail-Adresse").WriteAsync("Handa@rat.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).PressEnterAsync();
        await page.GetByText("Die Angaben sind gespeichert.").First.WaitForAsync();
        (await city.City.Enrolled.Next(fact => fact.MemberId == member.Id)).DisplayName.ShouldBe("Handa Eingetragen");

        await page.GetByRole(AriaRole.Button, new() { Name = "Mandat beenden" }).PressEnterAsync();
        await page.GetByText("Das Mandat endet am").First.WaitForAsync();
        (await Find("Handa Eingetragen")).MandateUntil.ShouldNotBeNull();

        await page.GotoAsync("/mitglieder?suche=handa%40&stand=gemeldet");
        await page.GetByRole(AriaRole.Link, new() { Name = "Eingetragen, Handa" }).WaitForAsync();
        await page.GetByText("1 Person").WaitForAsync();
    }

    [Fact]
    public async Task Without_JavaScript_a_file_is_tried_first_then_taken_in_and_each_bad_line_explained()
    {
        var page = await city.Administrator(320, javaScript: false);
        var text = new StringBuilder("Zuname;Ruf;Mail;Partei/Fraktion\n");
        for (var line = 0; line < 120; line++)
        {
            text.Append($"Liste{line:000};Lise;{(line % 2 == 0 ? $"lise{line}@rat.example" : "")};Freie Mäuse\n");
        }

        text.Append("Falsch;Lise;keine-adresse;\nOffen;\"Lise;;\n");
        await page.GotoAsync("/mitglieder/import");
        await Upload(page, Encoding.Latin1.GetBytes(text.ToString()));

        // One heading is not known; a person chooses the column.
        await page.GetByText("In der Kopfzeile fehlt: Vorname").First.WaitForAsync();
        await page.GetByLabel("Vorname", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = "Ruf" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Spalten so zuordnen" }).PressEnterAsync();
        await page.GetByText("Neu: 120, geändert: 0, unverändert: 0, ausgelassen: 2").WaitForAsync();
        await page.GetByText("Die E-Mail-Adresse ist keine gültige Adresse.").WaitForAsync();
        (await city.City.Query(db => db.Members.CountAsync(member => member.FirstName == "Lise"))).ShouldBe(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Jetzt einlesen" }).PressEnterAsync();
        await CityPages.RenewUntil(page, "Die Liste ist eingelesen");
        await page.GetByText("60 Personen haben keine E-Mail-Adresse.").WaitForAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "123" }).WaitForAsync();
        (
            await city.City.Query(db =>
                db.Members.CountAsync(member => member.FirstName == "Lise" && member.Faction == "Freie Mäuse")
            )
        ).ShouldBe(120);
        var id = Guid.Parse(page.Url.Split('/')[^1]);
        (await city.City.Query(db => db.UploadedFiles.CountAsync(file => file.Id == id))).ShouldBe(0);

        await page.GotoAsync("/mitglieder?suche=lise&seite=2");
        await page.GetByText("Seite 2 von 3").WaitForAsync();
    }

    [Fact]
    public async Task The_pages_of_a_file_are_accessible_and_a_file_that_nobody_confirms_goes()
    {
        var page = await city.Administrator(320);
        await page.GotoAsync("/mitglieder/import");
        await Upload(page, "Vorname;Nachname;E-Mail\nNie;Bestätigt;nie@rat.example\nSchlecht;Zeile;@"u8.ToArray());
        await page.GetByRole(AriaRole.Heading, new() { Name = "Vorschau der Liste" }).WaitForAsync();
        await page.ShouldBeAccessible();
        var id = Guid.Parse(page.Url.Split('/')[^1]);
        await city.City.Query(db =>
            db.MemberUploads.Where(upload => upload.Id == id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(
                        upload => upload.UploadedAt,
                        city.City.Clock.GetUtcNow() - MemberUpload.Held - TimeSpan.FromMinutes(1)
                    )
                )
        );
        (await page.ReloadAsync())!.Status.ShouldBe(410);
        await Eventually.Holds(async () =>
            (await city.City.Query(db => db.UploadedFiles.CountAsync(file => file.Id == id))).ShouldBe(0)
        );
    }

    [Fact]
    public async Task A_person_s_page_is_accessible_and_who_was_never_told_of_can_be_taken_out()
    {
        await city.City.Take(new MemberRecord(1, "Nur", "Versehentlich"));
        var member = await Find("Nur Versehentlich");
        var page = await city.Administrator(320);
        await page.GotoAsync($"/mitglieder/{member.Id}");
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Eintrag löschen" }).ClickAsync();
        await page.GetByText("Der Eintrag ist gelöscht.").First.WaitForAsync();
        (await city.City.Query(db => db.Members.AnyAsync(row => row.Id == member.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_form_that_was_left_open_undoes_no_colleague_s_change_unseen()
    {
        await city.City.Take(new MemberRecord(1, "Zweimal", "Geöffnet") { Faction = "Alt" });
        var member = await Find("Zweimal Geöffnet");
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync($"/mitglieder/{member.Id}");
        await city.City.Take(
            new MemberRecord(1, "Zweimal", "Geöffnet")
            {
                Member = member.Id,
                Faction = "Alt",
                MandateUntil = new(2090, 1, 31),
            }
        );

        await page.GetByLabel("Fraktion").WriteAsync("Neu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).PressEnterAsync();
        await page.GetByText("Jemand hat diese Person inzwischen geändert.").First.WaitForAsync();
        await page.GetByText("Mandat endet am: 31. Januar 2090").First.WaitForAsync();
        (await page.GetByLabel("Fraktion").InputValueAsync()).ShouldBe("Neu");
        (await Find("Zweimal Geöffnet")).ShouldSatisfyAllConditions(
            row => row.Faction.ShouldBe("Alt"),
            row => row.MandateUntil.ShouldNotBeNull()
        );

        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).PressEnterAsync();
        await page.GetByText("Die Angaben sind gespeichert.").First.WaitForAsync();
        (await Find("Zweimal Geöffnet")).Faction.ShouldBe("Neu");
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
