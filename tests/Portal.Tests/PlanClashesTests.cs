using System.Net;
using System.Text.Json.Nodes;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>Organisers are warned of what others take at the same time, and can go on.</summary>
public sealed class PlanClashesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    [Fact]
    public async Task Form_and_preview_name_the_other_session_and_still_let_publish()
    {
        var other = $"{Guid.CreateVersion7()}";
        var id = Draft(other);
        var organiser = new Person(portal.Browser);
        await organiser.SignIn("/mein-bereich", "passkey", "organiser");

        foreach (var step in (string[])["bearbeiten", "veroeffentlichen"])
        {
            var page = await organiser.Get($"/organisation/sitzungen/{id}/{step}");
            page.ShouldContain("Ein &lt;Abend&gt;");
            page.ShouldContain($"href=\"/sitzungen/{PortalUnderTest.SessionId}\"");
            page.ShouldContain($"href=\"/organisation/sitzungen/{other}/bearbeiten\"");
            var text = string.Join(
                ' ',
                WebUtility.HtmlDecode(page).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            );
            text.ShouldContain("Rathaus ist belegt durch <a");
            text.ShouldContain("Rita Beispiel spricht bei <a");
            text.ShouldContain("„Ohne Titel“ (Entwurf), 15. September 2099, 18:00 Uhr");
        }

        (await organiser.Get($"/organisation/sitzungen/{id}/veroeffentlichen")).ShouldContain(
            "id=\"veroeffentlichen\""
        );
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Form_and_desk_are_accessible_wide_and_narrow(int width)
    {
        await using var browser = new Browser();
        await browser.StartAsync();
        var page = await browser.Person(portal.Browser.BaseAddress!, width);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "sitzung",
                Value = await portal.SignedInAsync(),
                Url = portal.Browser.BaseAddress!.ToString(),
            },
        ]);

        await page.GotoAsync($"/organisation/sitzungen/{Draft($"{Guid.CreateVersion7()}")}/bearbeiten");
        await page.ShouldBeAccessible();
        await page.GotoAsync("/organisation");
        await page.ShouldBeAccessible();
        // A button among links is one line, not one letter wide.
        (await page.Locator("form[action$='/vorlage'] button").First.BoundingBoxAsync())!.Height.ShouldBeLessThan(60);
    }

    /// <summary>Of a new session, with a clash of each kind; the other draft has no title yet.</summary>
    private string Draft(string other)
    {
        var id = $"{Guid.CreateVersion7()}";
        var draft = portal.Api.Drafts.Kept[$"{PortalUnderTest.SessionId}"].DeepClone().AsObject();
        (draft["id"], draft["basedOn"], draft["sessionVersion"]) = (id, 0L, 0L);
        draft["clashes"] = new JsonArray(
            Clash("Venue", "Rathaus", $"{PortalUnderTest.SessionId}", "Ein <Abend>", draft: false),
            Clash("Speaker", "Rita Beispiel", other, null, draft: true)
        );
        portal.Api.Drafts.Kept[id] = draft;
        return id;
    }

    private static JsonObject Clash(string kind, string name, string session, string? title, bool draft) =>
        new()
        {
            ["kind"] = kind,
            ["name"] = name,
            ["sessionId"] = session,
            ["title"] = title,
            ["isDraft"] = draft,
            ["start"] = "2099-09-15T16:00:00Z",
        };
}
