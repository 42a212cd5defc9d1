using System.Net;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// An organiser invites somebody without an account, who writes, hands in and takes back the one impulse by the link of
/// a mail: in Chromium without script, checked by axe, wide and narrow.
/// </summary>
public sealed class SpeakerLinkTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    private static readonly string Page = $"/impuls/{ScriptedImpulses.Invited}";

    private ScriptedImpulses Impulses => portal.Api.Impulses;

    public async ValueTask InitializeAsync()
    {
        await browser.StartAsync();
        Impulses.Taken.Clear();
        Impulses.Speaker = "Draft";
    }

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Theory]
    [InlineData("Draft")]
    [InlineData("Questioned")]
    [InlineData("Withdrawn")]
    public async Task Axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways_at_320_pixels(string state)
    {
        Impulses.Speaker = state;
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await SpeakerAsync(width, javaScript: true);
            await page.ShouldBeAccessible();
        }
    }

    [Fact]
    public async Task An_organiser_invites_by_name_and_address_and_is_told_what_is_wrong_with_them()
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, 320, javaScript: false);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = await portal.SignedInAsync(),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        await page.GotoAsync("/organisation/impulse");
        await page.GetByRole(AriaRole.Link, new() { Name = "Jemanden ohne Konto einladen" }).PressAsync("Enter");
        await ExpectAsync(page, "Die Adresse kennt danach nur der Mailversand der Organisation.");
        var id = await page.Locator("input[name=Id]").InputValueAsync();
        await page.GetByLabel("Name der Person").FillAsync("Ada Beispiel");
        await page.GetByLabel("E-Mail-Adresse der Person").FillAsync("ada");
        await page.GetByLabel("Aufruf").SelectOptionAsync(ScriptedImpulses.Call);
        await page.Locator("#einladen").PressAsync("Enter");
        await ExpectAsync(page, "Bitte geben Sie eine vollständige E-Mail-Adresse ein.");
        (await page.Locator("#Address[aria-invalid=true]").InputValueAsync()).ShouldBe("ada");
        (await page.GetByLabel("Name der Person").InputValueAsync()).ShouldBe("Ada Beispiel");

        await page.GetByLabel("E-Mail-Adresse der Person").FillAsync("ada@uni.example");
        await page.Locator("#einladen").PressAsync("Enter");

        await ExpectAsync(page, "Die Einladung ist auf dem Weg.");
        page.Url.ShouldEndWith("/organisation/impulse");
        var taken = Impulses.Taken[id];
        ($"{taken["name"]}", $"{taken["address"]}", $"{taken["callId"]}").ShouldBe(
            ("Ada Beispiel", "ada@uni.example", ScriptedImpulses.Call)
        );
        await ExpectAsync(page, "Eingeladen, noch offen (1)");
        await ExpectAsync(page, "Ada Beispiel, eingeladen am 2. Januar 2099, Aufruf „Wer zeigt seinen Haushalt?“");
        (await page.Locator($"a[href$='{ScriptedImpulses.Invited}']").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_speaker_writes_hands_in_and_declines_by_the_link_alone()
    {
        var page = await SpeakerAsync();
        page.Url.ShouldEndWith(Page);
        (await page.Locator("nav.breadcrumb").CountAsync()).ShouldBe(0);
        await page.GetByLabel("Titel").FillAsync("Was wir gelernt haben");
        await page.GetByLabel("Titel").PressAsync("Enter");
        await ExpectAsync(page, "Ihr Entwurf ist gespeichert. Nur Sie sehen ihn.");
        page.Url.ShouldEndWith(Page);
        await page.Locator("#einreichen").PressAsync("Enter");
        await ExpectAsync(page, "Danke! Ihr Impuls ist eingereicht.");
        ((bool?)Impulses.Taken[ScriptedImpulses.Invited]["handIn"]).ShouldBe(true);

        await page.GetByRole(AriaRole.Button, new() { Name = "Einladung ablehnen" }).PressAsync("Enter");

        await ExpectAsync(page, "Sie haben die Einladung abgelehnt.");
        await ExpectAsync(page, "Ihre E-Mail-Adresse ist gelöscht.");
        (await page.Locator("form").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_speaker_answers_a_question_and_withdraws_what_was_handed_in()
    {
        Impulses.Speaker = "Questioned";
        var page = await SpeakerAsync();
        await page.GetByLabel("Nachricht an die Organisation").FillAsync("Ja, gern.");
        await page.Locator("#antworten").PressAsync("Enter");
        await ExpectAsync(page, "Ihre Nachricht ist bei der Organisation.");

        await page.GetByLabel("Ja, ich möchte den Impuls zurückziehen").PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Impuls zurückziehen" }).PressAsync("Enter");

        await ExpectAsync(page, "Ihr Impuls ist zurückgezogen.");
    }

    [Theory]
    [InlineData("/impuls")]
    [InlineData("/impuls?t=")]
    [InlineData("/impuls?t=e30.e30.e30")]
    [InlineData("/impuls?t=falsch")]
    [InlineData("/impuls/018f0000-0000-7000-8000-000000000001")]
    public async Task A_link_that_does_not_work_is_explained_and_leaves_no_cookie(string path)
    {
        var answer = await portal.Browser.GetAsync(
            path.Replace("falsch", PortalUnderTest.Link(genuine: false), StringComparison.Ordinal)
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("E-Mail der Organisation");
    }

    [Fact]
    public async Task Typed_text_stays_when_the_link_has_ended_meanwhile_and_members_are_led_to_their_own_page()
    {
        var page = await SpeakerAsync();
        await page.GetByLabel("Titel").FillAsync("Lange getippt");
        await page.Context.ClearCookiesAsync(new() { Name = "impuls" });
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "impuls",
                Value = PortalUnderTest.Link(genuine: false),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);
        await page.Locator("#speichern").PressAsync("Enter");
        await ExpectAsync(page, "Ihr Link gilt nicht mehr.");
        (await page.GetByLabel("Titel").InputValueAsync()).ShouldBe("Lange getippt");

        var member = new Person(portal.Browser);
        member.Plant("sitzung", await portal.SignedInAsync("mail"));
        (await member.Send(HttpMethod.Get, Page))
            .Headers.Location!.ToString()
            .ShouldBe($"/mein-bereich/impulse/{ScriptedImpulses.Invited}");
    }

    private async Task<IPage> SpeakerAsync(int width = 320, bool javaScript = false)
    {
        var page = await browser.Person(portal.Browser.BaseAddress!, width, javaScript);
        (await page.GotoAsync($"/impuls?t={PortalUnderTest.Link()}"))!.Status.ShouldBe(200);
        return page;
    }

    private static Task ExpectAsync(IPage page, string text) =>
        Assertions.Expect(page.Locator("body")).ToContainTextAsync(text);
}
