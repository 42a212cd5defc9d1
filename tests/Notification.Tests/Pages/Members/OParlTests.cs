using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Tests.Administration;
using Stadtgespraeche.Notification.Tests.OParl;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Pages.Members;

/// <summary>An administrator reads the council in, without a script, by keyboard, on a narrow screen.</summary>
[Collection(CityPages.Name)]
public sealed class OParlTests(CityPages city) : IAsyncLifetime
{
    private OParlServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await OParlServer.StartAsync();
        // The city is shared, so no term of this council's may end the mandates of other tests.
        server.Json(
            "/bodies",
            $$"""
            [ { "id": "{{server.Root}}/body/1", "name": "Stadt Musterstadt",
                "organization": "{{server.Root}}/organizations", "person": "{{server.Root}}/persons" } ]
            """
        );
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Address_progress_preview_and_confirmation_without_a_script()
    {
        var rest = new TaskCompletionSource();
        var good =
            $"[ {server.Person("1", "Testina", "Seitenfrau", server.Seat("Ratsmitglied"), server.Membership("maeuse"))}, "
            + $"{server.Person("4", "Nur", "Verwaltung")} ]";
        server.On(
            "/persons",
            async context =>
            {
                await rest.Task.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync(good);
            }
        );
        // What looks for barriers is a script itself.
        var seeing = await city.Administrator(320);
        await seeing.GotoAsync("/mitglieder/oparl");
        await seeing.ShouldBeAccessible();
        await seeing.GetByLabel("OParl-Adresse").FillAsync("ftp://ris.example");
        await seeing.GetByRole(AriaRole.Button, new() { Name = "Einlesen" }).PressEnterAsync();
        (await seeing.GetByText("Bitte nennen Sie die OParl-Adresse").First.IsVisibleAsync()).ShouldBeTrue();
        await seeing.ShouldBeAccessible();

        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/mitglieder/oparl");
        await page.GetByLabel("OParl-Adresse").FillAsync(server.System);
        await page.GetByRole(AriaRole.Button, new() { Name = "Einlesen" }).PressEnterAsync();
        await Eventually.Holds(async () =>
        {
            await page.GotoAsync("/mitglieder/oparl");
            (await page.ContentAsync()).ShouldContain("Bisher 3 Seiten");
        });
        await seeing.GotoAsync("/mitglieder/oparl");
        await seeing.ShouldBeAccessible();

        rest.SetResult();
        await CityPages.RenewUntil(page, "Das würde übernommen");
        await seeing.GotoAsync("/mitglieder/oparl");
        await seeing.ShouldBeAccessible();
        (await page.ContentAsync()).ShouldSatisfyAllConditions(
            html => html.ShouldContain("Testina Seitenfrau"),
            html => html.ShouldNotContain(OParlServer.Private),
            html => html.ShouldNotContain("Verwaltung</strong>"),
            html => html.ShouldContain("1 weitere Personen")
        );
        (await city.City.Query(db => db.Members.CountAsync(member => member.LastName == "Seitenfrau"))).ShouldBe(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "So übernehmen" }).PressEnterAsync();
        (await page.ContentAsync()).ShouldContain("Übernommen. Neu: 1");
        (
            await city.City.Query(db => db.Members.SingleAsync(member => member.LastName == "Seitenfrau"))
        ).Faction.ShouldBe("Freie Mäuse");
        (await city.City.Query(db => db.OParlPages.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_reading_stopped_is_said_and_it_goes_on_there_or_is_discarded()
    {
        server.Json("/organizations", "", status: 403);
        var page = await city.Administrator();
        await page.GotoAsync("/mitglieder/oparl");
        await page.GetByLabel("OParl-Adresse").FillAsync(server.System);
        await page.GetByRole(AriaRole.Button, new() { Name = "Einlesen" }).ClickAsync();
        await Eventually.Holds(async () =>
        {
            await page.GotoAsync("/mitglieder/oparl");
            (await page.ContentAsync()).ShouldContain("Gremien: Der Server lehnt die Anfrage ab (Status 403).");
        });
        await page.ShouldBeAccessible();
        server.Asked.Clear();
        server.Json("/organizations", $$"""[ { "id": "{{server.Root}}/organization/rat", "name": "Stadtrat" } ]""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter einlesen" }).ClickAsync();
        await Eventually.Holds(async () =>
        {
            await page.GotoAsync("/mitglieder/oparl");
            await page.GetByRole(AriaRole.Button, new() { Name = "Verwerfen" }).WaitForAsync(new() { Timeout = 2000 });
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Verwerfen" }).ClickAsync();
        await page.GetByText("Das Eingelesene ist verworfen.").First.WaitForAsync();
        server.Asked.ShouldBe(["/organizations", "/persons", "/organization/maeuse"]);
        (await city.City.Query(db => db.OParlPages.CountAsync())).ShouldBe(0);
    }
}
