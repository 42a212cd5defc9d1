using System.Globalization;

namespace Stadtgespraeche.Site;

/// <summary>Days and moments as people in Germany write them, by the clocks there (Europe/Berlin).</summary>
public static class GermanTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("de-DE");

    /// <summary>The calendar day, which mandates count in.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(Local(time.GetUtcNow()).DateTime);

    /// <summary>
    /// The same time by the clock so many days later, or earlier where <paramref name="days"/> is negative: a day in
    /// which the clocks change has 23 or 25 hours. UTC.
    /// </summary>
    public static DateTimeOffset DaysLater(this DateTimeOffset moment, int days)
    {
        var clock = DateTime.SpecifyKind(Local(moment).DateTime.AddDays(days), DateTimeKind.Unspecified);
        // The hour that is left out in spring.
        clock = Zone.IsInvalidTime(clock) ? clock.AddHours(1) : clock;
        return new DateTimeOffset(clock, Zone.GetUtcOffset(clock)).ToUniversalTime();
    }

    /// <summary>"24. November 2026".</summary>
    public static string Day(DateTimeOffset moment) => Local(moment).ToString("d. MMMM yyyy", Culture);

    public static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Culture);

    /// <summary>"24. November 2026, 18:00 Uhr".</summary>
    public static string DayAndTime(DateTimeOffset moment) =>
        Local(moment).ToString("d. MMMM yyyy, HH:mm 'Uhr'", Culture);

    /// <summary>"18:00".</summary>
    public static string Clock(DateTimeOffset moment) => Local(moment).ToString("HH:mm", Culture);

    private static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}
