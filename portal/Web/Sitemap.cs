using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Web;

/// <summary>
/// All public pages for search engines (sitemaps.org 0.9): sessions, topics, contributions, partners and what stands. Nothing
/// behind a sign-in. When a service does not answer, neither does this: half a list would take pages out of a search.
/// </summary>
internal static class Sitemap
{
    /// <summary>Of contributions; a sitemap may have 50,000 addresses, and each page is a call.</summary>
    private const int MostPages = 100;
    private static readonly XNamespace Format = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly string[] Standing =
    [
        "/",
        "/sitzungen",
        "/themen",
        "/impulse",
        "/wissen",
        "/mitmachen",
        "/kommunen",
        "/hilfe",
        "/hilfe/gaeste",
        "/hilfe/mitglieder",
        "/hilfe/vortragende",
        "/hilfe/organisation",
        "/hilfe/koordination",
        "/impressum",
        "/datenschutz",
        "/barrierefreiheit",
    ];

    public static async Task<IResult> Handle(HttpContext http, HubApi api, CancellationToken cancellationToken)
    {
        var pages = Standing.Select(path => (Path: path, Changed: (DateTimeOffset?)null)).ToList();
        foreach (var when in (string[])["coming", "past"])
        {
            if (!(await api.SessionsAsync(when, cancellationToken)).Is(out var sessions, out var problem))
            {
                return TypedResults.StatusCode(problem.Status);
            }

            pages.AddRange(sessions.Select(session => ($"/sitzungen/{session.Id}", session.ChangedAt)));
        }

        if (!(await api.TopicsAsync(cancellationToken)).Is(out var topics, out var away))
        {
            return TypedResults.StatusCode(away.Status);
        }

        pages.AddRange(topics.Select(topic => ($"/themen/{topic.Id}", (DateTimeOffset?)null)));
        for (var (number, last) = (1, 1); number <= Math.Min(last, MostPages); number++)
        {
            if (!(await api.ContributionsAsync(cancellationToken, page: number)).Is(out var found, out var problem))
            {
                return TypedResults.StatusCode(problem.Status);
            }

            pages.AddRange(found.Contributions.Select(one => ($"/wissen/{one.Id}", one.PublishedAt)));
            last = found.Pages;
        }

        var answer = await api.GetPublicAsync<Partner[]>(SeatsApi.Partners, cancellationToken);
        if (!answer.Is(out var partners, out var fault))
        {
            return TypedResults.StatusCode(fault.Status);
        }

        pages.AddRange(
            partners
                .Where(partner => partner.TakesPart)
                .Select(partner => ($"/kommunen/{partner.Key}", (DateTimeOffset?)null))
        );
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(
            Write(PublicAddress.RootOf(http.Request), pages.DistinctBy(page => page.Path)),
            "application/xml",
            Encoding.UTF8
        );
    }

    private static string Write(string root, IEnumerable<(string Path, DateTimeOffset? Changed)> pages)
    {
        var all = new XElement(
            Format + "urlset",
            pages.Select(page => new XElement(
                Format + "url",
                new XElement(Format + "loc", root + page.Path),
                page.Changed is { } changed ? new XElement(Format + "lastmod", Moment(changed)) : null
            ))
        );
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{all}\n";
    }

    private static string Moment(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
