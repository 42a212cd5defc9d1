using System.Net;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Applying and deciding as people do: in Chromium without script, by keyboard, checked by axe, wide and narrow.
/// </summary>
public sealed class ApplicationPagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();
    private readonly ScriptedApplications api = portal.Api.Applications;

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task A_municipality_is_found_by_typing_and_the_application_sent_by_keyboard_without_a_sign_in()
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, javaScript: false);
        await page.GotoAsync("/mitmachen");
        (await page.GetByRole(AriaRole.Link, new() { Name = "ansprechstelle@bamberg.example" }).CountAsync()).ShouldBe(
            1,
            "a partner that was connected stands there with what it publishes"
        );
        await page.GetByRole(AriaRole.Link, new() { Name = "Für eine Kommune bewerben" }).PressAsync("Enter");
        await page.GetByLabel("Name der Stadt oder Gemeinde").FillAsync("gibtsnicht");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "passt nichts zu „gibtsnicht“");
        await page.GetByLabel("Name der Stadt oder Gemeinde").FillAsync("muster");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "Landkreis Anderswo, Rheinland-Pfalz, AGS 07999002");

        await page.GetByLabel("Warum möchten Sie mitmachen?").FillAsync("Wir möchten lernen.");
        await page.Locator("#bewerben").PressAsync("Enter");
        await Expect(page, "Bitte wählen Sie Ihre Kommune.");
        await Expect(page, "Bitte stimmen Sie zu.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bitte wählen Sie Ihre Kommune." }).PressAsync("Enter");
        (await page.GetByLabel("Warum möchten Sie mitmachen?").InputValueAsync()).ShouldBe("Wir möchten lernen.");

        await page.GetByLabel("Musterstadt", new() { Exact = true }).PressAsync("Space");
        await page.GetByLabel("Name der Ansprechperson").FillAsync("Rita Zaubermaus");
        await page.GetByLabel("E-Mail-Adresse der Ansprechperson").FillAsync("rita@stadt.example");
        await page.GetByLabel("Ich bin einverstanden").PressAsync("Space");
        await page.Locator("#bewerben").PressAsync("Enter");
        await Expect(page, "Diese Kommune macht schon mit.");
        await page.GetByLabel("Musterstadt, Stadt").PressAsync("Space");
        await page.Locator("#bewerben").PressAsync("Enter");
        await Expect(page, "Bitte sehen Sie in Ihr Postfach");
        page.Url.ShouldEndWith("/mitmachen/bewerbung/abgeschickt");
        var draft = api.Drafts.Single(draft => $"{draft["ags"]}" == "09999001");
        ($"{draft["contactName"]}", $"{draft["contactAddress"]}", $"{draft["region"]}").ShouldBe(
            ("Rita Zaubermaus", "rita@stadt.example", "")
        );
        page.Url.ShouldNotContain("rita");
    }

    [Fact]
    public async Task A_region_is_written_freely_and_people_never_reach_the_trap()
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, 320, javaScript: false);
        await page.GotoAsync("/mitmachen/bewerbung?frei=true");
        await page.GetByLabel("Name der Region").FillAsync("Region Musterland");
        await page.GetByLabel("Warum möchten Sie mitmachen?").FillAsync("Darum.");
        await page.GetByLabel("Name der Ansprechperson").FillAsync("Rita");
        await page.GetByLabel("E-Mail-Adresse").FillAsync("rita@region.example");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "Bitte sehen Sie in Ihr Postfach");
        var draft = api.Drafts.Single(draft => $"{draft["region"]}" == "Region Musterland");
        ($"{draft["ags"]}", $"{draft["website"]}").ShouldBe(("", ""));
    }

    [Fact]
    public async Task The_link_leaves_the_address_and_the_applicant_confirms_answers_and_withdraws()
    {
        (api.State, api.Version) = ("Unconfirmed", 1);
        var answer = await portal.Browser.GetAsync($"/bewerbung?t={PortalUnderTest.Link()}");
        (answer.StatusCode, answer.Headers.Location!.ToString(), answer.Headers.CacheControl!.NoStore).ShouldBe(
            (HttpStatusCode.SeeOther, "/bewerbung", true)
        );
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        foreach (var part in (string[])["bewerbung=", "path=/bewerbung", "httponly", "samesite=lax"])
        {
            cookie.ShouldContain(part);
        }

        (await portal.Browser.GetAsync($"/bewerbung?t={PortalUnderTest.Link(genuine: false)}")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        (await (await portal.Browser.GetAsync("/bewerbung")).Content.ReadAsStringAsync()).ShouldContain(
            "Bitte öffnen Sie den Link aus Ihrer E-Mail"
        );

        var page = await browser.Person(portal.Browser.BaseAddress!, javaScript: false);
        await page.GotoAsync($"/bewerbung?t={PortalUnderTest.Link()}");
        page.Url.ShouldEndWith("/bewerbung");
        await Expect(page, "Wir möchten <b>lernen</b>.");
        api.State.ShouldBe("Unconfirmed", "looking confirms nothing");
        await page.Locator("#bestaetigen").PressAsync("Enter");
        await Expect(page, "Ihre Bewerbung liegt der Organisation vor");

        api.Ask("Wer betreibt den Dienst?");
        await page.ReloadAsync();
        await page.Locator("#antworten").PressAsync("Enter");
        await Expect(page, "Bitte schreiben Sie Ihre Antwort.");
        await page.GetByLabel("Ihre Antwort").FillAsync("Unsere IT.");
        await page.Locator("#antworten").PressAsync("Enter");
        await Expect(page, "Ihre Antwort ist bei der Organisation.");

        await page.Locator("#zurueckziehen").PressAsync("Enter");
        await Expect(page, "Bitte bestätigen Sie, dass Sie die Bewerbung zurückziehen möchten.");
        await page.GetByLabel("Ja, ich möchte die Bewerbung zurückziehen").PressAsync("Space");
        await page.Locator("#zurueckziehen").PressAsync("Enter");
        await Expect(page, "Ihre Bewerbung ist zurückgezogen");
        (await page.Locator("#zurueckziehen").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Organisers_ask_back_and_accept_by_keyboard_and_hear_when_somebody_was_faster()
    {
        (api.State, api.Version) = ("Open", 2);
        var page = await PersonAsync();
        await page.GotoAsync("/organisation/bewerbungen");
        await page.GetByRole(AriaRole.Link, new() { Name = "Musterstadt, Stadt" }).PressAsync("Enter");
        await Expect(page, "Wir möchten <b>lernen</b>.");
        await page.GetByLabel("Ihre Frage").FillAsync("Wann?");
        api.Version++;
        await page.Locator("#fragen").PressAsync("Enter");
        await Expect(page, "Inzwischen ist bei dieser Bewerbung etwas geschehen.");
        (await page.GetByLabel("Ihre Frage").InputValueAsync()).ShouldBe("Wann?");
        await page.Locator("#fragen").PressAsync("Enter");
        await Expect(page, "Die Frage ist unterwegs.");

        (await page.GetByLabel("Kürzel").InputValueAsync()).ShouldBe("musterstadt");
        await page.GetByLabel("Kürzel").FillAsync("bamberg");
        await page.Locator("#annehmen").PressAsync("Enter");
        await Expect(page, "Dieses Kürzel ist schon vergeben.");
        await page.GetByLabel("Kürzel").FillAsync("musterstadt-am-bach");
        await page.Locator("#annehmen").PressAsync("Enter");
        await Expect(page, "Die Bewerbung ist angenommen.");
        var (what, body) = api.Decisions[^1];
        (what, $"{body["key"]}", $"{body["name"]}").ShouldBe(("acceptance", "musterstadt-am-bach", "Musterstadt"));
        (await page.Locator("#ablehnen").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Once_accepted_the_kit_is_downloaded_with_a_button()
    {
        (api.State, api.Version) = ("Accepted", 4);
        var page = await browser.Person(portal.Browser.BaseAddress!, javaScript: false);
        await page.GotoAsync($"/bewerbung?t={PortalUnderTest.Link()}");
        (await page.Locator("#zurueckziehen").CountAsync()).ShouldBe(0);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#paket").PressAsync("Enter"));
        download.SuggestedFilename.ShouldBe("stadtgespraeche-musterstadt.zip");
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldBe("PK-Paket");
        // It was connected while the page stood open.
        (api.State, api.Connected) = ("Accepted", true);
        await page.Locator("#paket").PressAsync("Enter");
        await Expect(page, "Ihre Kommune ist schon verbunden.");
        (await page.Locator("#paket").CountAsync()).ShouldBe(0);
        await page.ReloadAsync();
        await Expect(page, "stellt jetzt nur noch die Organisation aus");
    }

    [Theory]
    [InlineData("/mitmachen/bewerbung?q=muster", null)]
    [InlineData("/mitmachen/bewerbung?frei=true", null)]
    [InlineData("/mitmachen/bewerbung/abgeschickt", null)]
    [InlineData("/bewerbung", "Unconfirmed")]
    [InlineData("/bewerbung", "Asked")]
    [InlineData("/bewerbung", "Accepted")]
    [InlineData("/organisation/bewerbungen", "Open")]
    [InlineData("/organisation/bewerbungen/018f0000-0000-7000-8000-0000000000c3", "Open")]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways_at_320_pixels(
        string path,
        string? state
    )
    {
        (api.State, api.Version) = (state ?? "Open", 2);
        if (state == "Asked")
        {
            api.Ask("Wer betreibt den Dienst?");
        }

        foreach (var width in new[] { 1280, 320 })
        {
            var page = path.StartsWith("/organisation", StringComparison.Ordinal)
                ? await PersonAsync(width, javaScript: true)
                : await browser.Person(portal.Browser.BaseAddress!, width, javaScript: true);
            (
                await page.GotoAsync(path == "/bewerbung" ? $"/bewerbung?t={PortalUnderTest.Link()}" : path)
            )!.Status.ShouldBe(200);
            await page.ShouldBeAccessible();
        }
    }

    private async Task<IPage> PersonAsync(int width = 1280, bool javaScript = false)
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, width, javaScript);
        var person = new Person(portal.Browser);
        await person.SignIn("/mein-bereich", "passkey", "organiser");
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = person.Cookie("sitzung")!,
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        return page;
    }

    private static async Task Expect(IPage page, string text) =>
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
}
