using CsCheck;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Tests.Sessions;

public sealed class SessionStartTests
{
    private static readonly Gen<string> Zones = Gen.OneOf<string>([
        .. TzdbDateTimeZoneSource
            .Default.ZoneLocations!.Select(place => place.ZoneId)
            .Where(id => SessionStart.FindZone(id) is not null),
    ]);

    private static readonly Gen<LocalDateTime> Minutes = Gen.Long[0, 60L * 24 * 365 * 60]
        .Select(minute => new LocalDateTime(2020, 1, 1, 0, 0).PlusMinutes(minute));

    [Fact]
    public void A_local_time_is_the_instant_that_clocks_in_its_zone_show_or_is_refused_when_they_show_it_never_or_twice() =>
        Gen.Select(Zones, Minutes)
            .Sample(
                (id, local) =>
                {
                    var errors = new FieldErrors();

                    var start = SessionStart.Read(null, $"{local:uuuu-MM-dd'T'HH:mm}", id, errors);

                    var shown = DateTimeZoneProviders.Tzdb[id].MapLocal(local).Count;
                    start.HasValue.ShouldBe(shown == 1);
                    errors.Any.ShouldBe(shown != 1);
                    start?.ToInstant().InZone(DateTimeZoneProviders.Tzdb[id]).LocalDateTime.ShouldBe(local);
                },
                iter: 3_000
            );

    [Fact]
    public void An_instant_with_any_offset_is_the_same_start() =>
        Gen.Select(Minutes, Gen.Int[-12 * 60, 14 * 60])
            .Sample(
                (utc, offset) =>
                {
                    var at = new DateTimeOffset(utc.ToDateTimeUnspecified(), TimeSpan.Zero).ToOffset(
                        TimeSpan.FromMinutes(offset)
                    );
                    var errors = new FieldErrors();

                    var start = SessionStart.Read($"{at:yyyy-MM-ddTHH:mm:sszzz}", null, "Europe/Berlin", errors);

                    (start is null ? errors.Any : start == at && start.Value.Offset == TimeSpan.Zero).ShouldBeTrue();
                },
                iter: 3_000
            );

    [Theory]
    [InlineData("2027-01-12T18:00", 17)]
    [InlineData("2027-07-13T18:00", 16)]
    public void Six_in_Berlin_is_five_in_winter_and_four_in_summer_by_universal_time(string local, int hour) =>
        SessionStart.Read(null, local, "Europe/Berlin", new())!.Value.Hour.ShouldBe(hour);

    [Theory]
    [InlineData("CET")]
    [InlineData("Etc/GMT+5")]
    [InlineData("europe/berlin")]
    [InlineData("+01:00")]
    [InlineData("../etc/passwd")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/Winnipeg")]
    public void Only_places_whose_calendars_come_out_right_are_time_zones(string id) =>
        SessionStart.FindZone(id).ShouldBeNull();
}
