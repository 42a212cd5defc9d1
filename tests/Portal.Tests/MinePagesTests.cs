using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// The pages of the signed-in member as people use them: in Chromium without script, checked by axe, wide and narrow.
/// </summary>
public sealed class MinePagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task A_member_reads_downloads_asks_the_city_and_erases_everything()
    {
        var page = await PersonAsync();
        var (asked, earlier) = (portal.Api.Privacy.CityAsked, portal.Api.Privacy.ErasureCode);
        await page.GotoAsync("/mein-bereich/daten");
        await page.GetByText("Mitgliedschaft").First.ClickAsync();
        (await page.GetByText("Erika Muster").First.IsVisibleAsync()).ShouldBeTrue();
        (await page.GetByText("Was <b>kostet</b> das?").First.IsVisibleAsync()).ShouldBeTrue();
        var file = await (
            await page.Context.APIRequest.GetAsync(
                new Uri(portal.Browser.BaseAddress!, "/mein-bereich/daten?handler=Download").ToString()
            )
        ).TextAsync();
        file.ShouldContain("\"display_name\": \"Erika Muster\"");

        await page.GetByRole(AriaRole.Button, new() { Name = "Angaben der Kommune anfordern" }).ClickAsync();
        await Expect(page, "Ihre Kommune schickt Ihnen ihren Teil");
        portal.Api.Privacy.CityAsked.ShouldBe(asked + 1);

        await page.GetByRole(AriaRole.Link, new() { Name = "Löschung vorbereiten" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Endgültig löschen" }).ClickAsync();
        await Expect(page, "Bitte bestätigen Sie");
        portal.Api.Privacy.ErasureCode.ShouldBe(earlier);
        await page.GetByLabel("Ja, alles über mich").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Endgültig löschen" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/loeschung$"));
        await Expect(page, "Die Löschung hat begonnen");
        await Expect(page, "3-mal angefordert");
        page.Url.ShouldNotContain(portal.Api.Privacy.ErasureCode!);
        (await page.Context.CookiesAsync()).Select(cookie => cookie.Name).ShouldNotContain("sitzung");
        (await portal.Browser.GetAsync("/mein-bereich/daten")).Headers.Location!.AbsolutePath.ShouldBe(
            "/connect/authorize"
        );
    }

    [Theory]
    [InlineData("/mein-bereich")]
    [InlineData("/mein-bereich/mandate")]
    [InlineData("/mein-bereich/sichtbarkeit")]
    [InlineData("/mein-bereich/kalender")]
    [InlineData("/sitzungen")]
    [InlineData("/mitmachen/mitglied")]
    [InlineData("/sitzungen/018f0000-0000-7000-8000-000000000001")]
    [InlineData("/mein-bereich/daten")]
    [InlineData("/mein-bereich/daten/berichtigen")]
    [InlineData("/mein-bereich/daten/loeschen")]
    [InlineData("/mein-bereich/adresse")]
    [InlineData("/loeschung")]
    [InlineData("/platz/018f0000-0000-7000-8000-000000000001")]
    [InlineData("/beitrag/018f0000-0000-7000-8000-000000000001?bearbeiten=018f0000-0000-7000-8000-000000000001")]
    [InlineData("/datenschutz/verzeichnis")]
    [InlineData("/organisation/datenschutz")]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways_at_320_pixels(string path)
    {
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await PersonAsync(width, javaScript: true);
            (await page.GotoAsync(path))!.Status.ShouldBe(200);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            await page.ShouldBeAccessible();
        }
    }

    [Fact]
    public async Task Who_stands_in_no_citys_list_is_promised_no_mail_and_asked_for_nothing_a_city_would_do()
    {
        var page = await PersonAsync(roles: "operator");
        await page.GotoAsync("/mein-bereich/daten");
        await Expect(page, "stehen in keiner Mitgliederliste einer Kommune");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Angaben der Kommune anfordern" }).CountAsync()).ShouldBe(
            0
        );
        await page.GotoAsync("/mein-bereich/daten/berichtigen");
        (await page.GetByRole(AriaRole.Button, new() { Name = "An meine Kommune schicken" }).CountAsync()).ShouldBe(0);
        await page.GotoAsync("/mein-bereich/daten/loeschen");
        await Expect(page, "Eine letzte E-Mail gibt es nicht");
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain("letzte E-Mail mit dem Ergebnis");
    }

    [Fact]
    public async Task By_keyboard_alone_a_member_answers_an_open_invitation_from_the_own_page()
    {
        var page = await PersonAsync(320, roles: "operator");
        await page.GotoAsync("/mein-bereich");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Offene Einladungen" }).WaitForAsync();
        var declines = page.GetByRole(
            AriaRole.Link,
            new() { NameRegex = new("Nicht teilnehmen.*Digitale Beteiligung") }
        );
        (await declines.CountAsync()).ShouldBe(1);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Vor Ort teilnehmen.*Digitale Beteiligung") })
            .PressEnterAsync();
        new Uri(page.Url).PathAndQuery.ShouldBe($"/platz/{PortalUnderTest.SessionId}?antwort=vor-ort");
        (await page.GetByLabel("Ich nehme vor Ort teil").IsCheckedAsync()).ShouldBeTrue();

        // Who has answered is asked no more.
        var answered = await PersonAsync();
        await answered.GotoAsync("/mein-bereich");
        (await answered.GetByRole(AriaRole.Heading, new() { Name = "Offene Einladungen" }).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task By_keyboard_alone_who_came_in_by_an_invitation_gives_an_address_and_whose_city_keeps_one_does_not()
    {
        var page = await PersonAsync(320, roles: "operator");
        await page.GotoAsync("/mein-bereich");
        await page.GetByRole(AriaRole.Link, new() { Name = "Adresse für E-Mails angeben" }).PressEnterAsync();
        await page.GetByLabel("E-Mail-Adresse").WriteAsync("olga");
        await page.GetByRole(AriaRole.Button, new() { Name = "Adresse angeben" }).PressEnterAsync();
        await Expect(page, "Bitte geben Sie eine vollständige E-Mail-Adresse ein.");
        (await page.GetByLabel("E-Mail-Adresse").InputValueAsync()).ShouldBe("olga");
        await page.GetByLabel("E-Mail-Adresse").WriteAsync("olga@rat.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Adresse angeben" }).PressEnterAsync();
        await Expect(page, "Ihre Adresse ist verschlüsselt auf dem Weg.");
        portal.Api.Privacy.AddressGiven.ShouldBe("olga@rat.example");
        (await page.GetByText("Sie bekommen noch keine E-Mails").CountAsync()).ShouldBe(0, "one was given just now");
        await Expect(page, "ohne Mandat einer Kommune");
        page.Url.ShouldNotContain("olga");
        foreach (var width in new[] { 1280, 320 })
        {
            var seen = await PersonAsync(width, javaScript: true, roles: "operator");
            await seen.GotoAsync("/mein-bereich/adresse");
            await seen.ShouldBeAccessible();
        }

        var known = await PersonAsync();
        await known.GotoAsync("/mein-bereich/adresse");
        await Expect(known, "Ihre Adresse führt schon der Dienst");
        (await known.GetByRole(AriaRole.Button, new() { Name = "Adresse angeben" }).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task By_keyboard_alone_a_member_gets_from_the_own_page_to_a_correction_and_is_told_what_is_missing()
    {
        var page = await PersonAsync(320);
        await page.GotoAsync("/mein-bereich");
        await Expect(page, "Sie haben einen Platz (vor Ort) und stehen auf der Warteliste (online), Stelle 2.");
        await Expect(page, "Ihre Frage: Wie <geht> das?");
        await Expect(page, "Ihr Mandat besteht seit 1. Juli 2024. Ein Ende ist uns nicht bekannt.");
        await Expect(page, "Bei uns (wartet auf Freigabe)");
        await Expect(page, "Safari auf iPhone");
        await page.GetByRole(AriaRole.Link, new() { Name = "Daten ansehen, berichtigen" }).PressEnterAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Etwas berichtigen" }).PressEnterAsync();
        await Expect(page, "Digitale Beteiligung");

        await page.GetByLabel("Was stimmt nicht?").WriteAsync("Mein <b>Name</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "An meine Kommune schicken" }).PressEnterAsync();
        await Expect(page, "Bitte prüfen Sie Ihre Angaben");
        (await page.GetByLabel("Was stimmt nicht?").InputValueAsync()).ShouldBe("Mein <b>Name</b>");
        var request = await page.Locator("input[name=Correction]").GetAttributeAsync("value");
        await page.GetByLabel("Wie ist es richtig?").WriteAsync("Erika Mustermann");
        await page.GetByRole(AriaRole.Button, new() { Name = "An meine Kommune schicken" }).PressEnterAsync();

        await Expect(page, "Ihre Angaben gehen jetzt an Ihre Kommune.");
        portal
            .Api.Privacy.Corrections.ShouldHaveSingleItem()
            .ShouldBe(new(request!, ("Mein <b>Name</b>", "Erika Mustermann")));
        page.Url.ShouldNotContain("Erika");
    }

    [Fact]
    public async Task By_keyboard_alone_one_asks_a_city_to_be_enrolled_and_never_meets_the_field_for_machines()
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, 320, javaScript: false);
        await page.GotoAsync("/mitmachen/mitglied");
        await Expect(page, "Sie müssen das nicht angeben.");
        var city = page.GetByLabel("Ihre Kommune");
        await city.ReachAsync();
        await page.Keyboard.TypeAsync("Bamberg");
        foreach (
            var (label, text) in (KeyValuePair<string, string>[])
                [new("Vorname", "Rita"), new("Nachname", "Beispiel"), new("E-Mail-Adresse", "rita@rat.example")]
        )
        {
            await page.GetByLabel(label).WriteAsync(text);
        }

        await page.GetByLabel("Fraktion").ReachAsync();
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("Consent");
        await page.GetByLabel("Ich willige ein").ChooseAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "An meine Kommune schicken" }).PressEnterAsync();
        await page.GetByText("Ihre Angaben sind verschlüsselt auf dem Weg").First.WaitForAsync();
        page.Url.ShouldNotContain("rita");
    }

    [Fact]
    public async Task A_member_sees_who_else_is_there_as_far_as_they_opened_it_and_opens_or_closes_the_own()
    {
        var page = await PersonAsync(320);
        await page.GotoAsync($"/sitzungen/{PortalUnderTest.SessionId}");
        await Expect(page, "Jonas Beispiel, Freie <Liste>");
        await Expect(page, "Ein Mitglied, Kaiserslautern");
        await Expect(page, "Und 3 weitere Mitglieder");
        await page.GetByRole(AriaRole.Link, new() { Name = "Was andere von mir sehen" }).PressEnterAsync();
        (await page.GetByLabel("Meinen Namen zeigen").IsCheckedAsync()).ShouldBeTrue();
        (await page.GetByLabel("Meine Kommune zeigen").IsCheckedAsync()).ShouldBeFalse();
        (await page.GetByLabel("Fraktion, die gezeigt wird").InputValueAsync()).ShouldBe("Freie <Liste>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).PressEnterAsync();
        await page.GetByText("Gespeichert.").First.WaitForAsync();

        await page.GotoAsync("/mein-bereich/mandate");
        await Expect(page, "Von hier kommen keine Einladungen.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Region" }).PressEnterAsync();
        await page.GetByText("Die Verbindung ist getrennt.").First.WaitForAsync();
    }

    [Fact]
    public async Task By_keyboard_alone_a_device_is_signed_out_the_city_asked_and_the_state_of_an_erasure_reached()
    {
        var page = await PersonAsync();
        await page.GotoAsync("/mein-bereich");
        await page.GetByRole(AriaRole.Button, new() { Name = "Safari auf iPhone" }).PressEnterAsync();
        await Expect(page, "Das Gerät ist abgemeldet.");
        await page.GotoAsync("/mein-bereich/daten");
        await page.GetByRole(AriaRole.Button, new() { Name = "Angaben der Kommune anfordern" }).PressEnterAsync();
        await Expect(page, "Ihre Kommune schickt Ihnen ihren Teil");
        await page.GetByRole(AriaRole.Link, new() { Name = "Löschung vorbereiten" }).PressEnterAsync();
        await page.GetByLabel("Ja, alles über mich").ChooseAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Endgültig löschen" }).PressEnterAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/loeschung$"));
        await Expect(page, "3-mal angefordert");
    }

    private async Task<IPage> PersonAsync(int width = 1280, bool javaScript = false, params string[] roles)
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, width, javaScript);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = await portal.SignedInAsync("passkey", roles),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        return page;
    }

    private static async Task Expect(IPage page, string text) =>
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
}
