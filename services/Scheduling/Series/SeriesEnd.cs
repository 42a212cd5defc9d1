using System.Globalization;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>Checks where a series ends: by a number or with a day, with one to 24 dates, within 24 months.</summary>
internal static class SeriesEnd
{
    public const int MonthsAhead = 24;
    private const int Most = 24;
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    public static void Check(SeriesPatternRequest request, DateOnly horizon, FieldErrors errors)
    {
        if ((request.Count, request.LastDay) is (null, null))
        {
            errors.Add(
                "count",
                "series-without-end",
                "Jede Reihe hat ein Ende. Bitte geben Sie die Anzahl der Sitzungen oder den letzten Tag an."
            );
        }

        if (request is { Count: not null, LastDay: not null })
        {
            errors.Add(
                "count",
                "series-two-ends",
                "Bitte geben Sie nur eines an: die Anzahl der Sitzungen oder den letzten Tag."
            );
        }

        if (request.Count < 1)
        {
            errors.Add("count", "series-without-dates", "Eine Reihe hat mindestens eine Sitzung.");
        }

        if (request.Count > Most)
        {
            errors.Add("count", "series-too-many", $"Eine Reihe hat höchstens {Most} Sitzungen.");
        }

        if (request.LastDay < request.FirstDay)
        {
            errors.Add("lastDay", "series-end-before-begin", "Der letzte Tag liegt vor dem Beginn der Reihe.");
        }
        else if (request.LastDay > horizon)
        {
            errors.Add("lastDay", "series-too-far", TooFar(horizon));
        }
    }

    public static void CheckNumber(int found, int? wanted, DateOnly horizon, FieldErrors errors)
    {
        if (found < wanted)
        {
            errors.Add(
                "count",
                "series-too-far",
                $"{TooFar(horizon)} Mit diesem Abstand passen bis dahin nur {found} Sitzungen hinein."
            );
        }
        else if (found == 0)
        {
            errors.Add("lastDay", "series-without-dates", "Auf dieses Muster fällt bis zum letzten Tag kein Termin.");
        }
        else if (found > Most)
        {
            errors.Add(
                "lastDay",
                "series-too-many",
                $"Eine Reihe hat höchstens {Most} Sitzungen; bis zu diesem Tag wären es {found}."
            );
        }
    }

    public static string TooFar(DateOnly horizon) =>
        $"Eine Reihe reicht höchstens {MonthsAhead} Monate voraus, also bis {horizon.ToString("d. MMMM yyyy", German)}.";
}
