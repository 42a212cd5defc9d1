using System.Text;
using Ical.Net;
using Ical.Net.Serialization;

namespace Stadtgespraeche.Calendars;

/// <summary>
/// A calendar as text with lines folded at 75 octets (RFC 5545, section 3.1). Ical.Net, which escapes and writes all else,
/// folds at 75 characters, also inside one that UTF-16 writes as a pair, and so loses it.
/// </summary>
public static class FoldedCalendar
{
    private const int LongestLine = 75;

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
