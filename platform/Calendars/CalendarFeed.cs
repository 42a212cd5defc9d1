using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Stadtgespraeche.Calendars;

/// <summary>
/// A calendar to subscribe to (RFC 5545, RFC 7986): no METHOD, a name, how often to look again, and the rules of every
/// zone in which an entry stands. It is the same byte by byte, whenever it is written, as long as the entries are.
/// </summary>
public static class CalendarFeed
{
    /// <summary>What is over longer than this is left out.</summary>
    public static readonly TimeSpan PastKept = TimeSpan.FromDays(365);

    /// <summary>
    /// How long what was called off still says so, counted from then on: by that time every client has seen it, and
    /// what is left out vanishes from a subscribed calendar as well.
    /// </summary>
    public static readonly TimeSpan CancelledKept = TimeSpan.FromDays(90);

    public const string ContentType = "text/calendar; charset=utf-8";

    private const string LookAgain = "PT6H";

    public static string Write(string product, string name, IEnumerable<CalendarEvent> entries)
    {
        var calendar = new Calendar { ProductId = product };
        // The names with X- are for programs that are older than RFC 7986.
        calendar.AddProperty("NAME", name);
        calendar.AddProperty("X-WR-CALNAME", name);
        var interval = new CalendarProperty("REFRESH-INTERVAL", LookAgain);
        interval.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(interval);
        calendar.AddProperty("X-PUBLISHED-TTL", LookAgain);
        foreach (var entry in entries)
        {
            calendar.Events.Add(entry);
        }

        foreach (var zone in calendar.Events.SelectMany(TimesOf).GroupBy(time => time.TzId!).OrderBy(zone => zone.Key))
        {
            calendar.TimeZones.Add(CalendarZone.Around(zone.Min(time => new DateTimeOffset(time.AsUtc)), zone.Key));
        }

        return FoldedCalendar.Write(calendar);
    }

    private static IEnumerable<CalDateTime> TimesOf(CalendarEvent entry) =>
        new[] { entry.Start!, entry.End! }.Where(time => time.TzId is not (null or "UTC"));
}
