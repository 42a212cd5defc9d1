using Ical.Net.CalendarComponents;

namespace Stadtgespraeche.Calendars;

/// <summary>The rules of a time zone in a calendar, which reach back far enough (RFC 5545, section 3.6.5).</summary>
public static class CalendarZone
{
    private static readonly DateTime Rules = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The rules of an IANA zone around <paramref name="start"/>.</summary>
    public static VTimeZone Around(DateTimeOffset start, string timeZone)
    {
        // Ical.Net looks at the time from this moment until the machine's today, so it must never lie in the future.
        var yearBefore = start.UtcDateTime.AddYears(-1);
        return VTimeZone.FromDateTimeZone(timeZone, yearBefore < Rules ? yearBefore : Rules, false);
    }
}
