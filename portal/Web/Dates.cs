using System.Globalization;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Web;

/// <summary>Dates as the pages write them, in the zone that is given, else in Germany's.</summary>
public static class Dates
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("de-DE");

    public static DateTimeOffset Local(DateTimeOffset time, string? zone = null) =>
        TimeZoneInfo.ConvertTime(
            time,
            zone is { Length: > 0 } ? TimeZoneInfo.FindSystemTimeZoneById(zone) : GermanTime.Zone
        );

    /// <summary>"Dienstag, 19. September 2023".</summary>
    public static string Day(DateTimeOffset time, string? zone = null) =>
        Local(time, zone).ToString("dddd, d. MMMM yyyy", Culture);

    /// <summary>"19. September 2023".</summary>
    public static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Culture);

    /// <summary>"Dienstag, 19. September 2023, 18:00 Uhr".</summary>
    public static string DayAndTime(DateTimeOffset time, string? zone = null) =>
        Local(time, zone).ToString("dddd, d. MMMM yyyy, HH:mm 'Uhr'", Culture);

    /// <summary>
    /// A local time as drafts hold it, in the same words; as it is when it is none, and the day alone without a time.
    /// </summary>
    public static string LocalStart(string typed) =>
        DateTime.TryParseExact(
            typed,
            "yyyy-MM-dd'T'HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? local.ToString("dddd, d. MMMM yyyy, HH:mm 'Uhr'", Culture)
        : DateOnly.TryParseExact(typed.TrimEnd('T'), "yyyy-MM-dd", out var day)
            ? day.ToString("dddd, d. MMMM yyyy", Culture)
        : typed;

    public static string Iso(DateTimeOffset time, string? zone = null) =>
        Local(time, zone).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}
