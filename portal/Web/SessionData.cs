using System.Text.Json;
using System.Text.Json.Nodes;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Web;

/// <summary>
/// A session as search engines read it: an Event of schema.org as JSON-LD. The serializer writes every &lt; as an escape, so
/// no text can end the element that it stands in.
/// </summary>
public static class SessionData
{
    private const string Schema = "https://schema.org";

    public static string Of(Session session, string root)
    {
        var page = $"{root}/sitzungen/{session.Id}";
        var data = new JsonObject
        {
            ["@context"] = Schema,
            ["@type"] = "Event",
            ["@id"] = page,
            ["url"] = page,
            ["name"] = session.Title,
            ["description"] = PlainText.OfHtml(session.DescriptionHtml),
            ["startDate"] = Dates.Iso(session.Start, session.TimeZone),
            ["endDate"] = Dates.Iso(session.End, session.TimeZone),
            ["eventStatus"] = $"{Schema}/{(session.IsCancelled ? "EventCancelled" : "EventScheduled")}",
            ["eventAttendanceMode"] = $"{Schema}/{Mode(session)}EventAttendanceMode",
            ["inLanguage"] = "de",
            ["location"] = new JsonArray([.. Locations(session, page)]),
            ["organizer"] = new JsonObject
            {
                ["@type"] = "Organization",
                ["name"] = "Stadtgespräche",
                ["url"] = root,
            },
        };
        var speakers = (session.Programme ?? []).Select(item => item.Speaker).OfType<string>().Distinct().ToArray();
        if (speakers.Length > 0)
        {
            data["performer"] = new JsonArray([
                .. speakers.Select(speaker => new JsonObject { ["@type"] = "Person", ["name"] = speaker }),
            ]);
        }

        return data.ToJsonString(JsonSerializerOptions.Default);
    }

    private static string Mode(Session session) =>
        (session.HasOnSite, session.HasOnline) switch
        {
            (true, true) => "Mixed",
            (false, true) => "Online",
            _ => "Offline",
        };

    private static IEnumerable<JsonNode> Locations(Session session, string page)
    {
        if (session is { HasOnSite: true, Venue: { } venue })
        {
            yield return new JsonObject
            {
                ["@type"] = "Place",
                ["name"] = venue.Name,
                ["address"] = new JsonObject
                {
                    ["@type"] = "PostalAddress",
                    ["streetAddress"] = venue.Street,
                    ["postalCode"] = venue.PostalCode,
                    ["addressLocality"] = venue.City,
                    ["addressCountry"] = "DE",
                },
            };
        }

        // Where the video conference is, only those with a seat learn.
        if (session.HasOnline)
        {
            yield return new JsonObject { ["@type"] = "VirtualLocation", ["url"] = page };
        }
    }
}
