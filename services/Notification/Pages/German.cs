using System.Globalization;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>Days and moments as people in Germany write them, in German time.</summary>
public static class German
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("de-DE");
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static string Day(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone).ToString("d. MMMM yyyy", Culture);

    public static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Culture);

    public static string Moment(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone).ToString("d. MMMM yyyy, HH:mm 'Uhr'", Culture);
}
