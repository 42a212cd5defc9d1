using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>What programs read of the public pages: search engines, previews, feed readers.</summary>
public sealed class SearchEnginesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly string Session = $"/sitzungen/{PortalUnderTest.SessionId}";

    /// <summary>As the gateway sends it with every page.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    [Fact]
    public async Task The_sitemap_names_public_pages_that_exist_and_nothing_behind_a_sign_in()
    {
        using var answer = await portal.Browser.GetAsync("/sitemap.xml");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        var pages = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Elements(Sitemap + "url").ToList();

        var paths = pages.ConvertAll(page => page.Element(Sitemap + "loc")!.Value);
        paths.ShouldAllBe(path => path.StartsWith(ScriptedIssuer.Address));
        paths.ShouldBeUnique();
        paths.ShouldContain($"{ScriptedIssuer.Address}kommunen");
        var session = pages.Single(page => page.Element(Sitemap + "loc")!.Value.EndsWith(Session));
        session.Element(Sitemap + "lastmod")!.Value.ShouldBe("2026-11-20T08:00:00Z");
        // The scripted hub has no page of this one.
        foreach (var path in paths.Select(path => new Uri(path).AbsolutePath).Except(["/kommunen/kaiserslautern"]))
        {
            (await portal.Browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        portal.Api.Down = true;
        try
        {
            // What is known already counts for a second.
            await Eventually.Holds(async () =>
                ((int)(await portal.Browser.GetAsync("/sitemap.xml")).StatusCode).ShouldBeGreaterThanOrEqualTo(500)
            );
        }
        finally
        {
            portal.Api.Down = false;
        }
    }

    [Fact]
    public async Task Search_engines_are_asked_to_leave_personal_pages_alone()
    {
        var lines = (await portal.Browser.GetStringAsync("/robots.txt")).Split('\n');

        lines.ShouldContain("User-agent: *");
        lines.ShouldContain("Disallow: /mein-bereich");
        lines.ShouldContain("Disallow: /api/registration");
        lines.ShouldContain("Disallow: /impuls");
        lines.ShouldContain("Allow: /impulse", "what begins so is public all the same");
        lines.ShouldNotContain("Disallow: /");
        lines.ShouldContain($"Sitemap: {ScriptedIssuer.Address}sitemap.xml");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sitzungen")]
    [InlineData("/sitzungen/018f0000-0000-7000-8000-000000000001")]
    [InlineData("/wissen")]
    [InlineData("/kommunen")]
    [InlineData("/kommunen/bamberg")]
    [InlineData("/mitmachen")]
    [InlineData("/hilfe")]
    [InlineData("/hilfe/gaeste")]
    [InlineData("/hilfe/mitglieder")]
    [InlineData("/hilfe/vortragende")]
    [InlineData("/hilfe/organisation")]
    [InlineData("/hilfe/koordination")]
    [InlineData("/impressum")]
    [InlineData("/datenschutz")]
    [InlineData("/barrierefreiheit")]
    public async Task A_public_page_says_what_it_is_about_and_where_it_belongs(string path)
    {
        var page = WebUtility.HtmlDecode(await portal.Browser.GetStringAsync(path));

        page.ShouldMatch("<meta name=\"description\" content=\"[^\"]{20,200}\">");
        page.ShouldContain($"<link rel=\"canonical\" href=\"{ScriptedIssuer.Address.TrimEnd('/')}{path}\">");
        page.ShouldContain($"<meta property=\"og:url\" content=\"{ScriptedIssuer.Address.TrimEnd('/')}{path}\">");
        page.ShouldMatch("<meta property=\"og:title\" content=\"[^\"]+\">");
    }

    [Fact]
    public async Task Pages_of_sessions_lead_to_the_calendar_and_the_feed()
    {
        foreach (var path in (string[])["/", "/sitzungen"])
        {
            var page = await portal.Browser.GetStringAsync(path);
            page.ShouldContain("<link rel=\"alternate\" type=\"application/atom+xml\"");
            page.ShouldContain("href=\"/api/scheduling/sessions/feed.atom\"");
            page.ShouldContain("Kalender abonnieren</");
        }

        var sessions = await portal.Browser.GetStringAsync("/sitzungen");
        sessions.ShouldContain("href=\"webcal://portal.example/api/scheduling/sessions/calendar.ics\"");
        sessions.ShouldContain($">{ScriptedIssuer.Address}api/scheduling/sessions/calendar.ics</a>");
    }

    [Fact]
    public async Task A_browser_lets_the_data_of_a_session_pass_under_the_gateways_policy_and_runs_none_of_it()
    {
        await using var browser = new Browser();
        await browser.StartAsync();
        var page = await browser.Person(portal.Browser.BaseAddress!);
        var complaints = new List<string>();
        page.Console += (_, said) => complaints.Add(said.Text);
        await page.RouteAsync(
            $"**{Session}",
            async route =>
            {
                var answer = await route.FetchAsync();
                await route.FulfillAsync(
                    new()
                    {
                        Response = answer,
                        Headers = new Dictionary<string, string>(answer.Headers)
                        {
                            ["content-security-policy"] = Policy,
                        },
                    }
                );
            }
        );

        var shown = await page.GotoAsync(Session);

        shown!.Headers["content-security-policy"].ShouldBe(Policy);
        var text = await page.Locator("script[type='application/ld+json']").TextContentAsync();
        JsonDocument.Parse(text!).RootElement.GetProperty("name").GetString().ShouldBe("Digitale Beteiligung");
        complaints.ShouldBeEmpty();
    }
}
