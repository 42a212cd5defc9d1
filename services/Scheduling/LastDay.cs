using NodaTime;
using NodaTime.Extensions;

namespace Stadtgespraeche.Scheduling;

/// <summary>What runs up to and including a day in Europe/Berlin.</summary>
internal static class LastDay
{
    private const int LongestDays = 366;

    /// <summary>
    /// The first moment after <paramref name="day"/>, as UTC; null when it is missing, lies more than <paramref
    /// name="daysBack"/> days back, or more than a year ahead.
    /// </summary>
    public static DateTimeOffset? EndOf(DateOnly? day, DateTimeOffset now, int daysBack = 0)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var today = now.ToInstant().InZone(zone).Date.ToDateOnly();
        return day is { } last && last >= today.AddDays(-daysBack) && last <= today.AddDays(LongestDays)
            ? zone.AtStartOfDay(last.AddDays(1).ToLocalDate()).ToDateTimeOffset().ToUniversalTime()
            : null;
    }
}
