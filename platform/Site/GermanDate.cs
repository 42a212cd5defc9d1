using System.Globalization;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Site;

/// <summary>
/// Reads a day as people, offices and programs in Germany write it: "1.7.2024", "01.07.24", "1. Juli 2024",
/// "2024-07-01", "01/07/2024", also with a time of day behind it, which is left out, and with "seit" or "bis" before
/// it. The day is a calendar day; a moment with a time zone is the day that it has in Germany.
/// </summary>
public static partial class GermanDate
{
    /// <summary>Years of two digits from here on are of the last century.</summary>
    private const int LastCentury = 70;

    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mär",
        "apr",
        "mai",
        "jun",
        "jul",
        "aug",
        "sep",
        "okt",
        "nov",
        "dez",
    ];

    /// <summary>False for what is no day, and for no text at all.</summary>
    public static bool TryRead(string? text, out DateOnly day) => TryRead(text, out day, out _);

    /// <param name="text">As it was typed.</param>
    /// <param name="day">What it means.</param>
    /// <param name="century">Whether the year had two digits, so that whoever typed it should be told what was read.</param>
    public static bool TryRead(string? text, out DateOnly day, out bool century)
    {
        (day, century) = (default, false);
        if (text is null || text.Length > 60)
        {
            return false;
        }

        return Written.Match(text) is { Success: true } written
            ? TryRead(written.Groups, out day, out century)
            : Iso.Match(text) is { Success: true } iso && TryReadIso(iso.Groups, out day);
    }

    private static bool TryRead(GroupCollection part, out DateOnly day, out bool century)
    {
        var month = part["name"].Success ? MonthOf(part["name"].Value) : Number(part["month"]);
        var year = Number(part["year"]);
        century = part["year"].Length == 2;
        year += century ? (year < LastCentury ? 2000 : 1900) : 0;
        return TryMake(year, month, Number(part["day"]), out day) && IsTime(part);
    }

    private static bool TryReadIso(GroupCollection part, out DateOnly day)
    {
        if (!TryMake(Number(part["year"]), Number(part["month"]), Number(part["day"]), out day) || !IsTime(part))
        {
            return false;
        }

        if (part["zone"].Success)
        {
            if (!DateTimeOffset.TryParse(part[0].Value.Trim(), CultureInfo.InvariantCulture, out var moment))
            {
                return false;
            }

            day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, GermanTime.Zone).DateTime);
        }

        return true;
    }

    private static bool TryMake(int year, int month, int number, out DateOnly day)
    {
        var real =
            year is >= 1 and <= 9999
            && month is >= 1 and <= 12
            && number >= 1
            && number <= DateTime.DaysInMonth(year, month);
        day = real ? new DateOnly(year, month, number) : default;
        return real;
    }

    private static bool IsTime(GroupCollection part) =>
        Number(part["hour"]) < 24 && Number(part["minute"]) < 60 && Number(part["second"]) < 60;

    // "Sept." and "September"; March also without its umlaut.
    private static int MonthOf(string name)
    {
        var letters = name.ToLowerInvariant().Replace("mae", "mär").Replace("mrz", "mär").Replace("jän", "jan");
        return letters.Length < 3 ? 0 : Array.IndexOf(Months, letters[..3]) + 1;
    }

    private static int Number(Group group) =>
        group.Success ? int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private const string Time =
        @"(?:(?:,? +|T)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?: Uhr)?)?";

    [GeneratedRegex(
        @"^\s*(?:(?:ab|seit|bis|vom|zum|am) )?(?<day>[0-9]{1,2})"
            + @"(?:\. ?(?<month>[0-9]{1,2})\. ?|/(?<month>[0-9]{1,2})/|\. ?(?<name>\p{L}{3,9})\.? )"
            + @"(?<year>[0-9]{4}|[0-9]{2})"
            + Time
            + @"\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Written { get; }

    [GeneratedRegex(
        @"^\s*(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})"
            + Time
            + @"(?<zone> ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?\s*$"
    )]
    private static partial Regex Iso { get; }
}
