using CsCheck;
using Stadtgespraeche.Scheduling.Series;

namespace Stadtgespraeche.Scheduling.Tests.Series;

public sealed class SeriesDatesTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 40 * 366].Select(new DateOnly(2020, 1, 1).AddDays);

    private static readonly Gen<SeriesPattern> Patterns = Gen.Select(
            Gen.Enum<Rhythm>(),
            Gen.Enum<WeekOfMonth>(),
            Gen.Enum<DayOfWeek>(),
            Gen.Int[1, 12],
            Days,
            Gen.Int[0, 800],
            Gen.Int[1, 24].Nullable(0.5)
        )
        .Select(
            (rhythm, week, weekday, every, first, length, count) =>
                new SeriesPattern(rhythm, week, weekday, every, first, first.AddDays(length), count)
        );

    [Fact]
    public void Every_day_fits_the_pattern_lies_within_it_and_comes_once_and_in_order() =>
        Patterns.Sample(pattern =>
        {
            var days = SeriesDates.Of(pattern);

            days.ShouldBe(days.Distinct().Order());
            days.ShouldAllBe(day => day >= pattern.FirstDay && day <= pattern.LastDay);
            days.ShouldAllBe(day => day.DayOfWeek == pattern.Weekday);
            days.Count.ShouldBeLessThanOrEqualTo(pattern.Count ?? int.MaxValue);
        });

    [Fact]
    public void They_are_the_days_that_whoever_leafs_through_a_calendar_marks() =>
        Patterns.Sample(pattern => SeriesDates.Of(pattern).ShouldBe(Leafed(pattern)));

    [Theory]
    [InlineData("2027-01-01", "2027-01-19", "2027-03-16", "2027-05-18")]
    [InlineData("2027-01-19", "2027-01-19", "2027-03-16", "2027-05-18")]
    [InlineData("2027-01-20", "2027-02-16", "2027-04-20", "2027-06-15")]
    [InlineData("2027-12-22", "2028-01-18", "2028-03-21", "2028-05-16")]
    public void The_third_Tuesday_every_second_month_counts_from_the_first_that_is_left(
        string from,
        params string[] days
    ) => SeriesDates.Of(Third(DateOnly.Parse(from))).Select(day => $"{day:yyyy-MM-dd}").ShouldBe(days);

    private static SeriesPattern Third(DateOnly from) =>
        new(Rhythm.Monthly, WeekOfMonth.Third, DayOfWeek.Tuesday, 2, from, from.AddYears(2), 3);

    // Day by day, as one does with a calendar on the wall.
    private static List<DateOnly> Leafed(SeriesPattern pattern)
    {
        var (marked, hits) = (new List<DateOnly>(), 0);
        for (var day = pattern.FirstDay; day <= pattern.LastDay && marked.Count != pattern.Count; day = day.AddDays(1))
        {
            if (day.DayOfWeek != pattern.Weekday || (pattern.Rhythm == Rhythm.Monthly && !IsNth(day, pattern.Week)))
            {
                continue;
            }

            if (hits++ % pattern.Every == 0)
            {
                marked.Add(day);
            }
        }

        return marked;
    }

    // The weekday as often before, and with it, in the month; the last has none after it.
    private static bool IsNth(DateOnly day, WeekOfMonth week)
    {
        var same = Enumerable
            .Range(1, DateTime.DaysInMonth(day.Year, day.Month))
            .Select(number => new DateOnly(day.Year, day.Month, number))
            .Where(other => other.DayOfWeek == day.DayOfWeek)
            .ToList();
        return day == (week == WeekOfMonth.Last ? same[^1] : same[(int)week]);
    }
}
