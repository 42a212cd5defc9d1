using CsCheck;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Series;

namespace Stadtgespraeche.Scheduling.Tests.Series;

public sealed class SeriesReaderTests
{
    /// <summary>A Friday, in Berlin already the next day.</summary>
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 23, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2027, 1, 2);

    [Fact]
    public void A_pattern_gives_one_to_24_dates_within_24_months_at_the_same_time_of_the_clock_or_says_why_not() =>
        Gen.Select(
                Gen.OneOf<string?>("Monthly", "Weekly", "weekly", null, "Yearly"),
                Gen.OneOf<string?>("First", "Third", "Fourth", "Last", null, "Fifth"),
                Gen.OneOf<string?>("Tuesday", "Sunday", null, "Dienstag"),
                Gen.Int[-1, 14],
                Gen.Int[-2, 800],
                Gen.Int[-2, 1000].Nullable(0.5),
                Gen.Int[-10, 900].Nullable(0.5),
                Gen.OneOf("18:00", "02:30", "24:00", "abends")
            )
            .Sample(
                (rhythm, week, weekday, every, first, count, last, time) =>
                {
                    var errors = new FieldErrors();
                    var pattern = new SeriesPatternRequest(
                        rhythm,
                        week,
                        weekday,
                        every,
                        Today.AddDays(first),
                        time,
                        "Europe/Berlin",
                        count,
                        last is { } days ? Today.AddDays(days) : null
                    );

                    var starts = SeriesReader.Read(pattern, Now, errors);

                    starts.Any().ShouldBe(!errors.Any, $"{pattern}");
                    starts.Count.ShouldBeLessThanOrEqualTo(24);
                    starts.Count.ShouldBe(starts.Count == 0 ? 0 : count ?? starts.Count);
                    starts.ShouldAllBe(start => start.Date >= Today && start.Date <= Today.AddMonths(24));
                    starts.ShouldAllBe(start => start.LocalStart == $"{start.Date:yyyy-MM-dd}T{time}");
                    errors.All.ShouldAllBe(error => error.Message.EndsWith('.'));
                }
            );

    [Theory]
    [InlineData("without an end", "count:series-without-end")]
    [InlineData("1000 dates", "count:series-too-many")]
    [InlineData("0 dates", "count:series-without-dates")]
    [InlineData("two ends", "count:series-two-ends")]
    [InlineData("24 dates every year", "count:series-too-far")]
    [InlineData("end before begin", "lastDay:series-end-before-begin")]
    [InlineData("no Tuesday until the end", "lastDay:series-without-dates")]
    [InlineData("every week for half a year", "lastDay:series-too-many")]
    [InlineData("end too far", "lastDay:series-too-far")]
    [InlineData("from yesterday on", "firstDay:series-first-day-in-past")]
    [InlineData("begin too far", "firstDay:series-too-far")]
    [InlineData("every 13 months", "every:series-distance-out-of-range")]
    [InlineData("every 9 weeks", "every:series-distance-out-of-range")]
    [InlineData("in Dublin", "timeZone:time-zone-unknown")]
    [InlineData("at half past", "startTime:series-time-unreadable")]
    public void What_is_no_series_is_told_with_its_code(string what, string code)
    {
        var right = Right(count: 6);
        var weekly = right with { Rhythm = "Weekly", Week = null, Every = 1 };
        var pattern = what switch
        {
            "without an end" => right with { Count = null },
            "1000 dates" => right with { Count = 1000 },
            "0 dates" => right with { Count = 0 },
            "two ends" => right with { LastDay = Today.AddDays(300) },
            "24 dates every year" => right with { Every = 12, Count = 24 },
            "end before begin" => right with { Count = null, LastDay = Today },
            "no Tuesday until the end" => right with { Count = null, LastDay = right.FirstDay!.Value.AddDays(3) },
            "every week for half a year" => weekly with { Count = null, LastDay = right.FirstDay!.Value.AddDays(183) },
            "end too far" => right with { Count = null, LastDay = Today.AddMonths(24).AddDays(1) },
            "from yesterday on" => right with { FirstDay = Today.AddDays(-1) },
            "begin too far" => right with { FirstDay = Today.AddMonths(24).AddDays(1) },
            "every 13 months" => right with { Every = 13 },
            "every 9 weeks" => weekly with { Every = 9 },
            "in Dublin" => right with { TimeZone = "Europe/Dublin" },
            _ => right with { StartTime = "halb" },
        };
        var errors = new FieldErrors();

        SeriesReader.Read(pattern, Now, errors).ShouldBeEmpty();

        errors.ByField.SelectMany(field => field.Value.Select(error => $"{field.Key}:{error.Code}")).ShouldBe([code]);
    }

    [Fact]
    public void The_clock_says_the_same_in_summer_and_in_winter_and_a_time_that_is_missing_or_twice_is_told()
    {
        var starts = SeriesReader.Read(Right(count: 12) with { Every = 1 }, Now, new FieldErrors());
        starts.Count(start => start.Fault is not null).ShouldBe(0);
        starts.Select(start => start.LocalStart[11..]).Distinct().ShouldBe(["18:00"]);

        // The last Sundays of March and October.
        var nights = SeriesReader.Read(
            Right(count: 12) with
            {
                Week = "Last",
                Weekday = "Sunday",
                Every = 1,
                StartTime = "02:30",
            },
            Now,
            new FieldErrors()
        );
        nights
            .Where(start => start.Fault is not null)
            .Select(start => (start.LocalStart, start.Fault!.Code))
            .ShouldBe([
                ("2027-03-28T02:30", "session-start-in-dst-gap"),
                ("2027-10-31T02:30", "session-start-ambiguous"),
            ]);
    }

    [Fact]
    public void The_id_of_a_draft_follows_from_series_and_day_and_from_nothing_else() =>
        Gen.Select(Gen.Guid, Gen.Guid, Gen.Int[0, 700], Gen.Int[0, 700])
            .Sample(
                (series, other, one, another) =>
                {
                    var id = Id(series, one);
                    id.ShouldBe(Id(series, one, "19:30"));
                    (id == Id(other, one)).ShouldBe(series == other);
                    (id == Id(series, another)).ShouldBe(one == another);
                    id.Version.ShouldBe(8);
                }
            );

    private static Guid Id(Guid series, int day, string time = "18:00") =>
        new SeriesStart(Today.AddDays(day), $"{Today.AddDays(day):yyyy-MM-dd}T{time}", "Europe/Berlin").DraftIdIn(
            series
        );

    private static SeriesPatternRequest Right(int? count = null) =>
        new("Monthly", "Third", "Tuesday", 2, new DateOnly(2027, 2, 1), "18:00", "Europe/Berlin", count, null);
}
