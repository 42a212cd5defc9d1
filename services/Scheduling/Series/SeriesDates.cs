namespace Stadtgespraeche.Scheduling.Series;

/// <summary>The days of a pattern, ascending: calendar arithmetic alone, without a clock or a time zone.</summary>
internal static class SeriesDates
{
    public static IReadOnlyList<DateOnly> Of(SeriesPattern pattern) =>
        [
            .. (pattern.Rhythm == Rhythm.Monthly ? Monthly(pattern) : Weekly(pattern))
                .TakeWhile(day => day <= pattern.LastDay)
                .Take(pattern.Count ?? int.MaxValue),
        ];

    private static IEnumerable<DateOnly> Weekly(SeriesPattern pattern)
    {
        for (var day = Next(pattern.FirstDay, pattern.Weekday); ; day = day.AddDays(7 * pattern.Every))
        {
            yield return day;
        }
    }

    private static IEnumerable<DateOnly> Monthly(SeriesPattern pattern)
    {
        var month = new DateOnly(pattern.FirstDay.Year, pattern.FirstDay.Month, 1);
        if (DayOf(month, pattern) < pattern.FirstDay)
        {
            month = month.AddMonths(1);
        }

        for (; ; month = month.AddMonths(pattern.Every))
        {
            yield return DayOf(month, pattern);
        }
    }

    private static DateOnly DayOf(DateOnly month, SeriesPattern pattern) =>
        pattern.Week == WeekOfMonth.Last
            ? Next(month.AddMonths(1).AddDays(-7), pattern.Weekday)
            : Next(month, pattern.Weekday).AddDays(7 * (int)pattern.Week);

    // That day itself, or the first such weekday after it.
    private static DateOnly Next(DateOnly day, DayOfWeek weekday) =>
        day.AddDays(((int)weekday - (int)day.DayOfWeek + 7) % 7);
}
