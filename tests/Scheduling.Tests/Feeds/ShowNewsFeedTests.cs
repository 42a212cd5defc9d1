using System.Xml.Linq;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Feeds;

public sealed class ShowNewsFeedTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private ServiceUnderTest<Program> service = null!;

    public async ValueTask InitializeAsync() =>
        service = await ServiceUnderTest<Program>.StartAsync(
            new Dictionary<string, string> { ["Calendar:PortalUrl"] = "https://portal.example/" }
        );

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task What_changed_last_stands_first_with_all_that_Atom_demands()
    {
        (await FeedAsync()).Element(Atom + "updated")!.Value.ShouldBe("1970-01-01T00:00:00Z", "nothing ever changed");
        var (first, second) = (await service.SessionAsync(), await service.SessionAsync());
        await (await service.CancelAsync(first, "Sturm & <Regen")).OkAsync();

        using var answer = await service.Anonymous.GetAsync("/sessions/feed.atom");
        var text = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/atom+xml; charset=utf-8");
        text.ShouldNotContain("video.example");
        var feed = XDocument.Parse(text).Root!;
        feed.Name.ShouldBe(Atom + "feed");
        feed.Element(Atom + "id")!.Value.ShouldBe("tag:organisation@stadtgespraeche.example,2026:sitzungen");
        feed.Element(Atom + "title")!.Value.ShouldBe("Stadtgespräche: Sitzungen");
        feed.Element(Atom + "author")!.Element(Atom + "name")!.Value.ShouldBe("Stadtgespräche");
        LinkOf(feed, "self").ShouldBe("https://portal.example/api/scheduling/sessions/feed.atom");
        LinkOf(feed, "alternate").ShouldBe("https://portal.example/sitzungen");
        var entries = feed.Elements(Atom + "entry").ToList();
        entries
            .ConvertAll(entry => entry.Element(Atom + "id")!.Value)
            .ShouldBe([$"urn:uuid:{first}", $"urn:uuid:{second}"]);
        feed.Element(Atom + "updated")!.Value.ShouldBe(entries[0].Element(Atom + "updated")!.Value);
        entries[0].Element(Atom + "title")!.Value.ShouldBe("Abgesagt: Beteiligung, die ankommt");
        entries[0].Element(Atom + "content")!.Value.ShouldStartWith("<p>Abgesagt: Sturm &amp; &lt;Regen</p>");
        LinkOf(entries[1], "alternate").ShouldBe($"https://portal.example/sitzungen/{second}");
        foreach (var entry in entries)
        {
            DateTimeOffset
                .Parse(entry.Element(Atom + "published")!.Value)
                .ShouldBeLessThanOrEqualTo(DateTimeOffset.Parse(entry.Element(Atom + "updated")!.Value));
            entry.Element(Atom + "content")!.Attribute("type")!.Value.ShouldBe("html");
        }
    }

    [Fact]
    public async Task Who_has_it_already_gets_304_until_something_changes()
    {
        var id = await service.SessionAsync();
        foreach (var path in (string[])["/sessions/feed.atom", "/programme"])
        {
            using var first = await service.Anonymous.GetAsync(path);
            using var again = await AskAsync(path, first.Headers.ETag!.ToString());
            ((int)again.StatusCode).ShouldBe(304, path);
        }

        var tag = (await service.Anonymous.GetAsync("/programme")).Headers.ETag!.ToString();
        await (await service.PutAsync(id, Given.Plan() with { Title = "Ein anderer Titel" })).OkAsync();

        ((int)(await AskAsync("/programme", tag)).StatusCode).ShouldBe(200);
    }

    private async Task<XElement> FeedAsync() =>
        XDocument.Parse(await service.Anonymous.GetStringAsync("/sessions/feed.atom")).Root!;

    private static string LinkOf(XElement element, string relation) =>
        element
            .Elements(Atom + "link")
            .Single(link => link.Attribute("rel")!.Value == relation)
            .Attribute("href")!
            .Value;

    private async Task<HttpResponseMessage> AskAsync(string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await service.Anonymous.SendAsync(request);
    }
}
