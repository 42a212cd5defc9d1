using System.Globalization;
using CsCheck;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Tests.Impulses;

/// <summary>When an invited speaker is reminded.</summary>
public sealed class InvitedSpeakerTests
{
    [Theory]
    // Without a call, or with a distant last day: a week, by the clock, also where it changes.
    [InlineData("2026-06-01T18:00:00+02:00", null, "2026-06-08T18:00:00+02:00")]
    [InlineData("2026-06-01T18:00:00+02:00", "2026-08-01T00:00:00+02:00", "2026-06-08T18:00:00+02:00")]
    [InlineData("2026-10-20T18:00:00+02:00", null, "2026-10-27T18:00:00+01:00")]
    [InlineData("2027-03-24T18:00:00+01:00", null, "2027-03-31T18:00:00+02:00")]
    // The tenth day is the last: both are the same. One day less, and the last day counts.
    [InlineData("2026-06-01T18:00:00+02:00", "2026-06-12T00:00:00+02:00", "2026-06-08T18:00:00+02:00")]
    [InlineData("2026-06-01T18:00:00+02:00", "2026-06-11T00:00:00+02:00", "2026-06-07T18:00:00+02:00")]
    // Three days before the last one, which lies behind the change of the clocks.
    [InlineData("2026-10-21T18:00:00+02:00", "2026-10-29T00:00:00+01:00", "2026-10-25T18:00:00+01:00")]
    [InlineData("2027-03-24T18:00:00+01:00", "2027-04-01T00:00:00+02:00", "2027-03-28T18:00:00+02:00")]
    // That time does not exist on that day.
    [InlineData("2027-03-24T02:30:00+01:00", "2027-04-01T00:00:00+02:00", "2027-03-28T03:30:00+02:00")]
    // The last days: a day later, though the call may be closed then.
    [InlineData("2026-06-01T18:00:00+02:00", "2026-06-05T00:00:00+02:00", "2026-06-02T18:00:00+02:00")]
    [InlineData("2026-06-01T18:00:00+02:00", "2026-06-02T00:00:00+02:00", "2026-06-02T18:00:00+02:00")]
    // Near midnight the day is the German one.
    [InlineData("2026-06-01T23:30:00+02:00", "2026-06-10T00:00:00+02:00", "2026-06-06T23:30:00+02:00")]
    [InlineData("2026-05-31T22:30:00Z", "2026-06-09T22:00:00Z", "2026-06-05T22:30:00Z")]
    public void A_week_later_or_three_days_before_the_last_one(string invited, string? closes, string reminded) =>
        InvitedSpeaker.ReminderAt(Moment(invited), closes is null ? null : Moment(closes)).ShouldBe(Moment(reminded));

    [Fact]
    public void Whenever_it_is_the_clock_shows_the_same_and_the_days_are_kept() =>
        Gen.Select(Gen.Int[0, 800 * 24 * 60], Gen.Int[-2, 60])
            .Sample(
                (minutes, days) =>
                {
                    var invited = Moment("2026-01-01T00:00:00Z").AddMinutes(minutes);
                    var last = Day(invited).AddDays(days);
                    var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
                    var closes = new DateTimeOffset(midnight, GermanTime.Zone.GetUtcOffset(midnight));

                    var reminded = InvitedSpeaker.ReminderAt(invited, closes);

                    var later = Day(reminded).DayNumber - Day(invited).DayNumber;
                    later.ShouldBeInRange(1, 7);
                    (later == 7 || later == 1 || Day(reminded).AddDays(3) == last).ShouldBeTrue();
                    (later == 1 || reminded.AddDays(2) < closes).ShouldBeTrue();
                    if (!GermanTime.Zone.IsInvalidTime(Day(reminded).ToDateTime(Clock(invited))))
                    {
                        Clock(reminded).ShouldBe(Clock(invited));
                    }
                },
                iter: 2000
            );

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, GermanTime.Zone).DateTime;

    private static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment));

    private static TimeOnly Clock(DateTimeOffset moment) => TimeOnly.FromDateTime(Local(moment));
}
