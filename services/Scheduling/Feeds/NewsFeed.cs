using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Calendar;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Feeds;

/// <summary>
/// Writes sessions as an Atom feed, in the order given. The ids never change: a session's is its own, the feed's is that of
/// the organisers' mailbox (RFC 4151). Without the portal's address there are no links.
/// </summary>
internal static class NewsFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    public static string Write(IReadOnlyList<Session> sessions, TopicList topics, CalendarOptions options)
    {
        var portal = options.PortalUrl?.TrimEnd('/') is { Length: > 0 } address ? address : null;
        var feed = new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", "de"),
            Element("id", $"tag:{options.OrganiserAddress},2026:sitzungen"),
            Element("title", $"{options.OrganiserName}: Sitzungen"),
            Element(
                "updated",
                Moment(sessions.Select(s => s.ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max())
            ),
            new XElement(Atom + "author", Element("name", options.OrganiserName)),
            Link(portal, "self", "/api/scheduling/sessions/feed.atom", "application/atom+xml"),
            Link(portal, "alternate", "/sitzungen", "text/html"),
            sessions.Select(session => Entry(session, topics, portal))
        );
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}\n";
    }

    private static XElement Entry(Session session, TopicList topics, string? portal) =>
        new(
            Atom + "entry",
            Element("id", $"urn:uuid:{session.Id}"),
            Element("title", (session.CancellationReason is null ? "" : "Abgesagt: ") + session.Plan.Title),
            Element("published", Moment(session.CreatedAt)),
            Element("updated", Moment(session.ChangedAt)),
            Link(portal, "alternate", $"/sitzungen/{session.Id}", "text/html"),
            topics
                .TitlesOf(session.Plan.Topics)
                .Select(title => new XElement(Atom + "category", new XAttribute("term", Xml(title)))),
            new XElement(Atom + "content", new XAttribute("type", "html"), Xml(Content(session)))
        );

    private static string Content(Session session)
    {
        var plan = session.Plan;
        var start = TimeZoneInfo.ConvertTime(plan.Start, TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone));
        var html = new StringBuilder();
        if (session.CancellationReason is { } reason)
        {
            html.Append("<p>Abgesagt: ").Append(WebUtility.HtmlEncode(reason)).Append("</p>\n");
        }

        html.Append("<p>").Append(start.ToString("dddd, d. MMMM yyyy, HH:mm", German)).Append(" Uhr, ");
        html.Append(WebUtility.HtmlEncode(plan.Venue is { } venue ? $"{venue.Name}, {venue.City}" : "online"));
        return html.Append("</p>\n").Append(MarkdownText.ToHtml(plan.Description)).ToString();
    }

    private static XElement Element(string name, string text) => new(Atom + name, Xml(text));

    private static XElement? Link(string? portal, string relation, string path, string type) =>
        portal is null
            ? null
            : new XElement(
                Atom + "link",
                new XAttribute("rel", relation),
                new XAttribute("type", type),
                new XAttribute("href", $"{portal}{path}")
            );

    private static string Moment(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Without the characters that no XML document may hold.</summary>
    private static string Xml(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
}
