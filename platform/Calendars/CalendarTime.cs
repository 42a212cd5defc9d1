using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.Extensions;

namespace Stadtgespraeche.Calendars;

/// <summary>Instants as calendars write them, to the second.</summary>
public static class CalendarTime
{
    /// <summary>
    /// The local time in an IANA zone; UTC in the hour that is repeated when summer time ends, where a local time would
    /// be ambiguous.
    /// </summary>
    public static CalDateTime Local(DateTimeOffset instant, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var local = instant.ToInstant().InZone(zone).LocalDateTime;
        return zone.MapLocal(local).Count == 1 ? new CalDateTime(local.ToDateTimeUnspecified(), zone.Id) : Utc(instant);
    }

    public static CalDateTime Utc(DateTimeOffset instant) =>
        new(new DateTime(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc));
}
