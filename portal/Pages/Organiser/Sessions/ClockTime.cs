using System.Globalization;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>A time of day as browsers send it and people type it: 18:00, 9:30.</summary>
internal static class ClockTime
{
    private static readonly string[] Patterns = ["HH:mm", "H:mm", "HH:mm:ss"];

    public static bool TryRead(string? typed, out TimeOnly clock) =>
        TimeOnly.TryParseExact(typed, Patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out clock);
}
