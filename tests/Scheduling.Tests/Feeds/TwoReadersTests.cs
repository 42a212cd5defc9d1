using CsCheck;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Calendar;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Feeds;

/// <summary>ical.js and Python's icalendar understand a feed alike.</summary>
public sealed class TwoReadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 9, 30, 15, TimeSpan.Zero);

    [Fact]
    public async Task Around_both_changes_of_the_clocks_moved_and_called_off_sessions_are_the_same_to_both()
    {
        // 28 March 2027 02:00 becomes 03:00, 31 October 2027 03:00 becomes 02:00.
        var (spring, autumn) = (Session(Berlin(2027, 3, 28, 0, 0, 1)), Session(Berlin(2027, 10, 31, 0, 30, 2)));
        var (moved, off) = (Session(Berlin(2027, 3, 27, 18, 0, 1)), Session(Berlin(2027, 10, 30, 18, 0, 2)));
        moved.Follow(moved.Plan with { Start = Berlin(2027, 3, 29, 18, 0, 2) }, TopicList.Of([]), Now.AddHours(1));
        off.Cancel("Sturm; Regen, Hagel\\Schnee", Now.AddHours(2));

        var events = await ReadAsync([spring, autumn, moved, off]);

        events[spring].Start.ShouldBe(new DateTimeOffset(2027, 3, 27, 23, 0, 0, TimeSpan.Zero));
        events[spring].End.ShouldBe(new DateTimeOffset(2027, 3, 28, 3, 0, 0, TimeSpan.Zero));
        events[autumn].End.ShouldBe(new DateTimeOffset(2027, 10, 31, 2, 30, 0, TimeSpan.Zero));
        events[moved].Start.ShouldBe(new DateTimeOffset(2027, 3, 29, 16, 0, 0, TimeSpan.Zero));
        (events[moved].Sequence, events[moved].Changed).ShouldBe((2, Now.AddHours(1)));
        (events[off].Status, events[off].Sequence).ShouldBe(("CANCELLED", 2));
        events[off].Description!.ShouldStartWith("Abgesagt: Sturm; Regen, Hagel\\Schnee");
    }

    [Fact]
    public Task Whenever_a_session_is_both_readers_find_its_start_and_end() =>
        Gen.Select(Gen.Int[0, 4 * 366 * 24 * 4], Gen.Int[1, 24 * 60])
            .Array[80]
            .SampleAsync(
                async drawn =>
                {
                    var sessions = drawn
                        .Select(one =>
                            Session(
                                new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(15 * one.Item1),
                                one.Item2
                            )
                        )
                        .ToList();
                    var events = await ReadAsync(sessions);
                    foreach (var session in sessions)
                    {
                        (events[session].Start, events[session].End).ShouldBe((session.Plan.Start, session.End));
                    }
                },
                iter: 5,
                threads: 1
            );

    /// <summary>What both readers understood, after they agreed.</summary>
    private static async Task<Dictionary<Session, PythonEvent>> ReadAsync(IReadOnlyList<Session> sessions)
    {
        var text = CalendarFeed.Write(
            PublicCalendarEntry.Product,
            "Räte; online, vor Ort",
            sessions.Select(session => PublicCalendarEntry.Of(session, ["Thema"], new(), session.ChangedAt))
        );
        var (first, second) = (
            (await CalendarReader.ReadAsync(text)).Single(),
            await PythonCalendarReader.ReadAsync(text)
        );
        (second.Name, second.Method).ShouldBe(("Räte; online, vor Ort", null));
        second.Zones.ShouldBe(first.Zones);
        second
            .Events.OrderBy(entry => entry.Uid)
            .ShouldBe(first.Events.Select(PythonEvent.Of).OrderBy(entry => entry.Uid));
        return sessions.ToDictionary(
            session => session,
            session => second.Events.Single(entry => entry.Uid == $"{session.Id}@stadtgespraeche")
        );
    }

    private static DateTimeOffset Berlin(int year, int month, int day, int hour, int minute, int offset) =>
        new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(offset)).ToUniversalTime();

    private static Session Session(DateTimeOffset start, int length = 240)
    {
        var session = new Session { Id = Guid.CreateVersion7(), CreatedAt = Now };
        session.Follow(
            new SessionPlan
            {
                Title = "Räte; online, vor Ort 😀",
                Description = "Worum es geht",
                Topics = new([]),
                Start = start,
                TimeZone = "Europe/Berlin",
                LengthMinutes = length,
                Form = SessionForm.OnSite,
                Venue = new("Haus, am Markt; Saal 1", "Musterplatz 1", "00000", "Musterstadt"),
                CapacityOnSite = 10,
                CapacityOnline = null,
                OnlineLink = null,
                Programme = new([]),
            },
            TopicList.Of([]),
            Now
        );
        return session;
    }
}
