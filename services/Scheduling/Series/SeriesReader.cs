using System.Globalization;
using NodaTime.Extensions;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// Checks a pattern field by field and computes its local starts. Refuses patterns without an end, without a date, with
/// more than 24, from a day in the past on, and what goes further than 24 months ahead, all counted in days of
/// Europe/Berlin.
/// </summary>
internal static class SeriesReader
{
    /// <summary>Empty when anything is wrong, with all errors told.</summary>
    public static IReadOnlyList<SeriesStart> Read(SeriesPatternRequest request, DateTimeOffset now, FieldErrors errors)
    {
        var today = now.ToInstant().InZone(NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"]).Date.ToDateOnly();
        var horizon = today.AddMonths(SeriesEnd.MonthsAhead);
        var time = ReadTime(request, errors);
        var pattern = ReadPattern(request, today, horizon, errors);
        if (pattern is null)
        {
            return [];
        }

        var days = SeriesDates.Of(pattern);
        SeriesEnd.CheckNumber(days.Count, request.Count, horizon, errors);
        return errors.Any
            ? []
            : [.. days.Select(day => new SeriesStart(day, $"{day:yyyy-MM-dd}T{time:HH:mm}", request.TimeZone!))];
    }

    private static TimeOnly? ReadTime(SeriesPatternRequest request, FieldErrors errors)
    {
        if (SessionStart.FindZone(request.TimeZone) is null)
        {
            errors.Add("timeZone", "time-zone-unknown", "Diese Zeitzone gibt es nicht. Üblich ist „Europe/Berlin“.");
        }

        if (
            TimeOnly.TryParseExact(
                request.StartTime?.Trim(),
                "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
        {
            return time;
        }

        errors.Add("startTime", "series-time-unreadable", "Bitte geben Sie eine Uhrzeit an, zum Beispiel 18:00.");
        return null;
    }

    private static SeriesPattern? ReadPattern(
        SeriesPatternRequest request,
        DateOnly today,
        DateOnly horizon,
        FieldErrors errors
    )
    {
        var rhythm = Named<Rhythm>(request.Rhythm);
        var (week, weekday) = (Named<WeekOfMonth>(request.Week), Named<DayOfWeek>(request.Weekday));
        if (rhythm is null)
        {
            errors.Add("rhythm", "series-rhythm-unknown", "Bitte wählen Sie: nach Monaten oder nach Wochen.");
        }

        if (rhythm == Rhythm.Monthly && week is null)
        {
            errors.Add(
                "week",
                "series-week-unknown",
                "Bitte wählen Sie, der wievielte Wochentag im Monat gemeint ist."
            );
        }

        if (weekday is null)
        {
            errors.Add("weekday", "series-weekday-unknown", "Bitte wählen Sie den Wochentag.");
        }

        CheckDistance(rhythm, request.Every, errors);
        CheckFirstDay(request.FirstDay, today, horizon, errors);
        SeriesEnd.Check(request, horizon, errors);
        return errors.Any
            ? null
            : new SeriesPattern(
                rhythm!.Value,
                week ?? WeekOfMonth.First,
                weekday!.Value,
                request.Every!.Value,
                request.FirstDay!.Value,
                request.LastDay ?? horizon,
                request.Count
            );
    }

    private static void CheckDistance(Rhythm? rhythm, int? every, FieldErrors errors)
    {
        var (most, unit) = rhythm == Rhythm.Weekly ? (8, "Wochen") : (12, "Monate");
        if (every is not > 0 || every > most)
        {
            errors.Add(
                "every",
                "series-distance-out-of-range",
                $"Bitte geben Sie den Abstand an: 1 bis {most} {unit}."
            );
        }
    }

    private static void CheckFirstDay(DateOnly? day, DateOnly today, DateOnly horizon, FieldErrors errors)
    {
        if (day is null)
        {
            errors.Add("firstDay", "series-first-day-missing", "Bitte geben Sie an, ab welchem Tag die Reihe beginnt.");
        }
        else if (day < today)
        {
            errors.Add("firstDay", "series-first-day-in-past", "Eine Reihe beginnt frühestens heute.");
        }
        else if (day > horizon)
        {
            errors.Add("firstDay", "series-too-far", SeriesEnd.TooFar(horizon));
        }
    }

    private static T? Named<T>(string? text)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase))
            is { } name
            ? Enum.Parse<T>(name)
            : null;
}
