using CsCheck;
using NodaTime;
using NodaTime.TimeZones;
using Stadtgespraeche.Api;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Calendar;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Calendar;

public sealed class PublicCalendarEntryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 9, 30, 15, TimeSpan.Zero);

    private static readonly Gen<string> Zones = Gen.OneOf<string>([
        .. TzdbDateTimeZoneSource
            .Default.ZoneLocations!.Select(place => place.ZoneId)
            .Where(id => SessionStart.FindZone(id) is not null),
    ]);

    /// <summary>
    /// Quarters of an hour after 2025: any in five years, or within a day of a change of the clocks, which is where the
    /// rules have their cases.
    /// </summary>
    private static readonly Gen<int> Quarters = Gen.OneOf(
        Gen.Int[0, 5 * 366 * 24 * 4],
        Gen.Select(
            Gen.Int[2025, 2029],
            Gen.Bool,
            Gen.Int[-96, 96],
            (year, spring, around) => ChangeOf(year, spring) + around
        )
    );

    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.String[Gen.Char["aßü,;\\:\"n \n–"], 1, 120],
            Gen.OneOf(
                "Räte; online, vor Ort\\beides",
                "Zeile 1\nZeile 2",
                "BEGIN:VEVENT\nEND:VEVENT",
                "😀 gefaltet über viele Zeilen 😀😀😀😀😀😀😀😀😀😀😀😀😀"
            )
        )
        .Select(text => text.Trim())
        .Where(text => text.Length > 0);

    [Fact]
    public Task An_independent_reader_finds_the_same_instants_and_texts_whatever_the_zone_and_season()
    {
        var plans = Gen.Select(
            Zones,
            Quarters,
            Gen.Int[1, 24 * 60],
            Texts,
            Texts,
            (zone, quarter, length, title, description) =>
                (zone, quarter, length, title: title.Replace('\n', ' '), description)
        ).Array[40];

        return plans.SampleAsync(
            async drawn =>
            {
                var sessions = drawn
                    .Select(plan => Session(plan.zone, plan.quarter, plan.length, plan.title, plan.description))
                    .ToArray();

                var read = await CalendarReader.ReadAsync([
                    .. sessions.Select(session => PublicCalendarEntry.Write(session, ["Thema"], new(), Now)),
                ]);

                foreach (var (session, calendar) in sessions.Zip(read))
                {
                    var entry = calendar.Events.ShouldHaveSingleItem();
                    entry.Start!.Utc.ShouldBe(session.Plan.Start, $"start in {session.Plan.TimeZone}");
                    entry.End!.Utc.ShouldBe(session.End, $"end in {session.Plan.TimeZone}");
                    entry.Start.Zone.ShouldBe(session.Plan.TimeZone);
                    entry.Summary.ShouldBe(session.Plan.Title);
                    entry.Description!.ShouldStartWith(MarkdownText.ToPlainText(session.Plan.Description));
                    (calendar.Crlf, calendar.Folded).ShouldBe((true, true));
                }
            },
            iter: 10,
            threads: 1
        );
    }

    [Fact]
    public Task A_feed_of_sessions_in_many_zones_tells_each_instant_whatever_the_season() =>
        Gen.Select(Zones, Quarters, Gen.Int[1, 24 * 60], (zone, quarter, length) => (zone, quarter, length))
            .Array[60]
            .SampleAsync(
                async drawn =>
                {
                    var sessions = drawn
                        .Select(plan => Session(plan.zone, plan.quarter, plan.length, "Titel", "Text"))
                        .ToArray();
                    var entries = sessions
                        .Select(session => PublicCalendarEntry.Of(session, ["Thema"], new(), Now))
                        .ToArray();

                    var text = CalendarFeed.Write(PublicCalendarEntry.Product, "Räte im Gespräch", entries);

                    var read = (await CalendarReader.ReadAsync(text)).Single();
                    (read.Name, read.Crlf, read.Folded).ShouldBe(("Räte im Gespräch", true, true));
                    read.Zones.ShouldBe(read.Zones.Distinct());
                    foreach (var session in sessions)
                    {
                        var entry = read.Events.Single(entry => entry.Uid == $"{session.Id}@stadtgespraeche");
                        entry.Start!.Utc.ShouldBe(session.Plan.Start, $"start in {session.Plan.TimeZone}");
                        entry.End!.Utc.ShouldBe(session.End, $"end in {session.Plan.TimeZone}");
                    }
                },
                iter: 10,
                threads: 1
            );

    [Fact]
    public async Task The_entry_says_when_where_and_what_but_never_the_online_link()
    {
        var session = Session(
            "Europe/Berlin",
            0,
            120,
            "Beteiligung; online, vor Ort",
            "Worum es geht",
            Given.SecretLink
        );

        var text = PublicCalendarEntry.Write(session, ["Thema"], new() { PortalUrl = "https://portal.example/" }, Now);
        var calendar = (await CalendarReader.ReadAsync(text)).Single();

        text.ShouldNotContain("video.example");
        (calendar.Method, calendar.Version).ShouldBe(("PUBLISH", "2.0"));
        calendar.Zones.ShouldBe(["Europe/Berlin"]);
        var entry = calendar.Events.Single();
        entry.Uid.ShouldBe($"{session.Id}@stadtgespraeche");
        entry.Stamp.ShouldBe(Now);
        (entry.Sequence, entry.Status, entry.Attendees.Count).ShouldBe((1, "CONFIRMED", 0));
        entry.Location.ShouldBe("Haus, am Markt; Saal 1, Musterplatz 1, 00000 Musterstadt");
        entry.Url.ShouldBe($"https://portal.example/sitzungen/{session.Id}");
        entry.Description!.ShouldContain("- Impuls (20 Minuten, Impulsa Musterrednerin, Bamberg)");
        entry.Organizer!.Address.ShouldBe("organisation@stadtgespraeche.example"); // RFC 5546, 3.2.1: required in PUBLISH
    }

    [Fact]
    public async Task A_called_off_session_is_cancelled_in_the_calendar_with_a_higher_sequence()
    {
        var session = Session("Europe/Berlin", 0, 120, "Titel", "Text");
        session.Cancel("Sturm", Now);

        var entry = (await CalendarReader.ReadAsync(PublicCalendarEntry.Write(session, ["Thema"], new(), Now)))
            .Single()
            .Events.Single();

        (entry.Status, entry.Sequence).ShouldBe(("CANCELLED", 2));
        entry.Description!.ShouldStartWith("Abgesagt: Sturm");
    }

    /// <summary>01:00 UTC on the last Sunday of March or October, when all of the European Union changes its clocks.</summary>
    private static int ChangeOf(int year, bool spring)
    {
        var last = new DateTime(year, spring ? 3 : 10, 31, 1, 0, 0, DateTimeKind.Utc);
        return (int)((last.AddDays(-(int)last.DayOfWeek) - new DateTime(2025, 1, 1)).TotalMinutes / 15);
    }

    /// <summary>
    /// A session that begins some quarters of an hour after 2025, moved on to the next local time that exists just
    /// once.
    /// </summary>
    private static Session Session(
        string zone,
        int quarter,
        int length,
        string title,
        string description,
        string? link = null
    )
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        var start = Instant.FromUtc(2025, 1, 1, 0, 0) + Duration.FromMinutes(15L * quarter);
        while (tz.MapLocal(start.InZone(tz).LocalDateTime).Count != 1)
        {
            start += Duration.FromMinutes(15);
        }

        var session = new Session { Id = Guid.CreateVersion7(), CreatedAt = Now };
        session.Follow(
            new SessionPlan
            {
                Title = title,
                Description = description,
                Topics = new([]),
                Start = start.ToDateTimeOffset(),
                TimeZone = zone,
                LengthMinutes = length,
                Form = SessionForm.Hybrid,
                Venue = new("Haus, am Markt; Saal 1", "Musterplatz 1", "00000", "Musterstadt"),
                CapacityOnSite = 10,
                CapacityOnline = 10,
                OnlineLink = link,
                Programme = new([new(ProgrammeItemKind.Impulse, "Impuls", 20, "Impulsa Musterrednerin", "Bamberg")]),
            },
            TopicList.Of([]),
            Now
        );
        return session;
    }
}
