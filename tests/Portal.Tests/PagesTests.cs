using System.Net;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Portal.Tests;

public sealed partial class PagesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly string Session = $"/sitzungen/{PortalUnderTest.SessionId}";

    public static TheoryData<string> Paths() =>
        [
            "/",
            "/sitzungen",
            Session,
            "/wissen",
            "/wissen?q=Bus",
            "/mitmachen",
            "/hilfe",
            "/hilfe/gaeste",
            "/hilfe/mitglieder",
            "/hilfe/vortragende",
            "/hilfe/organisation",
            "/hilfe/koordination",
            "/impressum",
            "/datenschutz",
            "/barrierefreiheit",
            $"/platz/{PortalUnderTest.SessionId}",
            $"/beitrag/{PortalUnderTest.SessionId}",
            "/organisation",
            $"/organisation{Session}/bearbeiten",
            $"/organisation{Session}/veroeffentlichen",
            $"/organisation{Session}/absage",
            $"/organisation{Session}/teilnehmende",
            $"/organisation{Session}/druck",
            $"/organisation{Session}/druck?intern=ja",
            $"/organisation{Session}/rueckblick",
            "/organisation/beitraege",
            "/organisation/rueckmeldungen",
            "/organisation/protokoll",
            "/datenschutz/verzeichnis",
            "/loeschung",
            "/mein-bereich",
            "/mein-bereich/mandate",
            "/mein-bereich/sichtbarkeit",
            "/mein-bereich/kalender",
            "/mitmachen/mitglied",
            "/mein-bereich/daten",
            "/mein-bereich/daten/berichtigen",
            "/mein-bereich/daten/loeschen",
            "/organisation/datenschutz",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_page_stands_without_script_has_one_main_heading_and_guards_its_forms(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await answer.Content.ReadAsStringAsync();
        // What describes a session to search engines is data that no browser runs.
        page.ShouldNotMatch("<script(?! type=\"application/ld(?:\\+|&#x2B;)json\">)");
        page.ShouldNotContain(" style=");
        page.ShouldNotMatch(" on[a-z]+=\"");
        page.ShouldContain("<html lang=\"de\">");
        Heading().Count(page).ShouldBe(1);
        Title().Match(page).Value.ShouldContain("Stadtgespräche");
        foreach (var form in PostForm().Matches(page).Select(match => match.Value))
        {
            form.ShouldContain("name=\"formular\" type=\"hidden\"");
        }
    }

    [Theory]
    [InlineData("/sitzungen")]
    [InlineData("/themen")]
    [InlineData("/wissen")]
    public async Task A_page_whose_API_is_down_says_so(string path)
    {
        portal.Api.Down = true;
        try
        {
            var answer = await SendAsync(HttpMethod.Get, path);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("gerade nicht erreichbar");
        }
        finally
        {
            portal.Api.Down = false;
        }
    }

    [Fact]
    public async Task A_field_that_the_API_refuses_gets_the_message_and_nothing_typed_is_lost()
    {
        var path = $"/organisation/sitzungen/{Guid.CreateVersion7()}/bearbeiten?neu=ja";
        var page = await PostAsync(
            path,
            new()
            {
                ["aktion"] = "weiter",
                ["Title"] = "Ein <Titel>",
                ["Form"] = "OnSite",
                ["Date"] = "2099-01-01",
                ["LengthMinutes"] = "90",
            }
        );
        page.ShouldContain("<a href=\"#Description\">Bitte beschreiben Sie, worum es geht.</a>");
        page.ShouldMatch("aria-invalid=\"true\" aria-describedby=\"[^\"]*Description-fehler\"");
        page.ShouldContain("value=\"Ein &lt;Titel&gt;\"");
        page.ShouldContain("value=\"90\"");
    }

    [Fact]
    public async Task Items_of_the_programme_come_and_go_without_losing_what_was_typed()
    {
        var path = $"/organisation/sitzungen/{Guid.CreateVersion7()}/bearbeiten?neu=ja";
        Dictionary<string, string> typed = new()
        {
            ["Title"] = "Mein Titel",
            ["Programme[0].Title"] = "Erster",
            ["Programme[1].Title"] = "Zweiter",
        };
        await PostAsync(path, new(typed) { ["aktion"] = "hinzufuegen" });
        var more = await (await SendAsync(HttpMethod.Get, path)).Content.ReadAsStringAsync();
        more.ShouldContain("value=\"Mein Titel\"");
        more.ShouldContain("name=\"Programme[2].Title\"");
        await PostAsync(path, new(typed) { ["aktion"] = "entfernen-0", ["Version"] = "1" });
        var fewer = await (await SendAsync(HttpMethod.Get, path)).Content.ReadAsStringAsync();
        fewer.ShouldContain("value=\"Zweiter\"");
        fewer.ShouldNotContain("value=\"Erster\"");
        fewer.ShouldNotContain("Programme[1]");
    }

    [Fact]
    public async Task The_log_of_all_services_stands_on_one_page_in_German_and_leads_on()
    {
        var page = await (await SendAsync(HttpMethod.Get, "/organisation/protokoll")).Content.ReadAsStringAsync();
        page.Split("Sitzung abgesagt").Length.ShouldBe(4, "one entry of each of three services");
        page.ShouldContain("Ältere Einträge");
        page.ShouldNotContain("CancelSession");
    }

    [Fact]
    public async Task Organisers_pages_ask_to_sign_in_first()
    {
        var answer = await portal.Browser.GetAsync("/organisation/beitraege");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer
            .Headers.Location!.ToString()
            .ShouldStartWith($"{ScriptedIssuer.Address}connect/authorize?client_id=portal&");
    }

    private async Task<string> PostAsync(string path, Dictionary<string, string> fields)
    {
        var form = await SendAsync(HttpMethod.Get, path);
        var token = Token().Match(await form.Content.ReadAsStringAsync()).Groups["token"].Value;
        var cookie = form
            .Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("formular=", StringComparison.Ordinal))
            .Split(';')[0];
        var answer = await SendAsync(HttpMethod.Post, path, new(fields) { ["formular"] = token }, cookie);
        return WebUtility
            .HtmlDecode(await answer.Content.ReadAsStringAsync())
            .Replace("<Titel>", "&lt;Titel&gt;", StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        Dictionary<string, string>? fields = null,
        string? cookie = null
    )
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = fields is null ? null : new FormUrlEncodedContent(fields),
        };
        request.Headers.Add(
            "Cookie",
            $"platz={PortalUnderTest.Link()}; beitrag={PortalUnderTest.Link()}; sitzung={portal.OrganiserCookie}; {cookie}"
        );
        return portal.Browser.SendAsync(request);
    }

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex Heading();

    [GeneratedRegex("<title>[^<]+</title>")]
    private static partial Regex Title();

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
