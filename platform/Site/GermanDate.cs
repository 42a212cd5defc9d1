using System.Globalization;

namespace Stadtgespraeche.Site;

/// <summary>
/// Reads a day as people and programs in Germany write it: "1.7.2024", "2024-07-01", "01/07/2024", also with a time of
/// day behind it, which is left out. The day is a calendar day, of no time zone.
/// </summary>
public static class GermanDate
{
    private static readonly string[] Days = ["d.M.yyyy", "yyyy-MM-dd", "d/M/yyyy"];

    private static readonly string[] Forms =
    [
        .. Days,
        .. Days.SelectMany(day => new[] { $"{day} H:mm", $"{day} H:mm:ss" }),
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-ddTHH:mm:ss",
    ];

    /// <summary>False for what is no day, and for no text at all.</summary>
    public static bool TryRead(string? text, out DateOnly day)
    {
        var found = DateTime.TryParseExact(
            text?.Trim(),
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment
        );
        day = DateOnly.FromDateTime(moment);
        return found;
    }
}
