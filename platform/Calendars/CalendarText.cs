using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.Serialization;

namespace Stadtgespraeche.Calendars;

/// <summary>
/// What every calendar that leaves the platform needs, besides Ical.Net: lines folded at 75 octets (RFC 5545, 3.1) and
/// zone rules that reach back far enough. Ical.Net folds at 75 characters, also inside one that UTF-16 writes as a
/// pair, and so loses it.
/// </summary>
public static class CalendarText
{
    private const int LongestLine = 75;
    private static readonly DateTime Rules = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The calendar as text, each line ended by CRLF.</summary>
    public static string Write(Calendar calendar)
    {
        var unfolded = new CalendarSerializer()
            .SerializeToString(calendar)!
            .Replace("\r\n ", "", StringComparison.Ordinal);
        var text = new StringBuilder(unfolded.Length + 64);
        foreach (var line in unfolded.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Fold(line, text);
        }

        return text.ToString();
    }

    /// <summary>The rules of an IANA zone around <paramref name="start"/>.</summary>
    public static VTimeZone ZoneAround(DateTimeOffset start, string timeZone)
    {
        // Ical.Net looks at the time from this moment until the machine's today, so it must never lie in the future.
        var yearBefore = start.UtcDateTime.AddYears(-1);
        return VTimeZone.FromDateTimeZone(timeZone, yearBefore < Rules ? yearBefore : Rules, false);
    }

    private static void Fold(string line, StringBuilder text)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
