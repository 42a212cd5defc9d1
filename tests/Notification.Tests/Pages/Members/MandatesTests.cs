using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Tests.Administration;

namespace Stadtgespraeche.Notification.Tests.Pages.Members;

/// <summary>
/// An administrator sets the council's term and a succession, without a script, by keyboard, on a narrow screen.
/// </summary>
[Collection(CityPages.Name)]
public sealed class MandatesTests(CityPages city)
{
    [Fact]
    public async Task Term_and_succession_without_a_script()
    {
        var today = DateOnly.FromDateTime(city.City.Clock.GetUtcNow().UtcDateTime);
        await city.City.Import(
            $"Kennung;Vorname;Nachname;E-Mail;Mandatsende\nm1;Alma;Abgang;abgang@rat.example;{today.AddDays(9):dd.MM.yyyy}\n"
                + "m2;Nora;Nachfolge;nachfolge@rat.example;"
        );
        // What looks for barriers is a script itself.
        var seeing = await city.Administrator(320);
        await seeing.GotoAsync("/mitglieder/mandate");
        await seeing.ShouldBeAccessible();
        await seeing.GetByLabel("Letzter Tag der laufenden Wahlperiode").FillAsync("2020-01-01");
        await seeing.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).PressEnterAsync();
        (await seeing.ContentAsync()).ShouldContain("einen Tag an, der nicht vergangen ist");
        await seeing.ShouldBeAccessible();
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/mitglieder/mandate");

        var end = today.AddYears(3);
        await page.GetByLabel("Letzter Tag der laufenden Wahlperiode").FillAsync($"{end:yyyy-MM-dd}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).PressEnterAsync();
        (await Until("m2")).ShouldBe(end);
        (await page.GetByLabel("Letzter Tag der laufenden Wahlperiode").InputValueAsync()).ShouldBe(
            $"{end:yyyy-MM-dd}"
        );

        await page.GetByLabel("Wer scheidet aus?")
            .SelectOptionAsync(new SelectOptionValue { Label = $"Abgang, Alma (bis {today.AddDays(9):dd.MM.yyyy})" });
        await page.GetByLabel("Wer folgt nach?").SelectOptionAsync(new SelectOptionValue { Label = "Nachfolge, Nora" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Nachfolge eintragen" }).PressEnterAsync();
        (await page.ContentAsync()).ShouldContain("<strong>Nora Nachfolge</strong> folgt Alma Abgang nach");
        await seeing.GotoAsync("/mitglieder/mandate");
        await seeing.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nachfolge von Nora Nachfolge lösen" }).PressEnterAsync();
        (await page.ContentAsync()).ShouldContain("Die Nachfolge ist gelöst.");

        // The city is shared: nobody else's mandate keeps this end.
        await page.GetByLabel("Letzter Tag der laufenden Wahlperiode").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).PressEnterAsync();
        (await Until("m2")).ShouldBeNull();
    }

    private Task<DateOnly?> Until(string reference) =>
        city.City.Query(db =>
            db.Members.Where(member => member.Reference == reference)
                .Select(member => member.MandateUntil)
                .SingleAsync()
        );
}
