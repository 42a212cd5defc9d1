using CsCheck;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Calendar;

/// <summary>Calendar parts, read back by ical.js.</summary>
public sealed class CalendarEntryTests
{
    [Fact]
    public async Task A_seat_is_a_REQUEST_for_one_attendee_who_has_accepted()
    {
        var calendar = await Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.OnSite)).CalendarAsync();
        (calendar.Version, calendar.Method, calendar.Folded, calendar.Crlf).ShouldBe(("2.0", "REQUEST", true, true));
        var entry = calendar.Events.ShouldHaveSingleItem();
        entry.Uid.ShouldNotBeNull().ShouldMatch("^[0-9a-f]{32}@stadtgespraeche$");
        (entry.Sequence, entry.Status, entry.Stamp).ShouldBe((5, "CONFIRMED", Sample.Now));
        (entry.Start!.Utc, entry.Start.Local, entry.Start.Zone).ShouldBe(
            (Sample.Session.Start, "2026-12-01T18:00:00", "Europe/Berlin")
        );
        (entry.End!.Utc - entry.Start.Utc).ShouldBe(TimeSpan.FromHours(2));
        entry.Location.ShouldBe("Musterhaus, Beispielweg 1, 00000 Musterstadt");
        entry.Organizer!.Address.ShouldBe("stadtgespraeche@kaiserslautern.example");
        var attendee = entry.Attendees.ShouldHaveSingleItem();
        (attendee.Address, attendee.Role, attendee.Status).ShouldBe(
            ("testina@rat.example", "REQ-PARTICIPANT", "ACCEPTED")
        );
        (attendee.Rsvp ?? "FALSE").ShouldBe("FALSE");
    }

    [Fact]
    public void An_entry_reminds_is_busy_takes_no_counter_proposal_and_says_when_it_was_written()
    {
        var seat = Text(Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.OnSite)));
        seat.ShouldContain("TRIGGER:-P1D");
        seat.ShouldContain("TRIGGER:-PT1H");
        seat.ShouldContain("X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY");
        seat.ShouldContain("X-MICROSOFT-DISALLOW-COUNTER:TRUE");
        seat.ShouldContain("LAST-MODIFIED:20261101T080000Z");

        var released = Text(Sample.Mail(SeatConfirmation.Kind, Sample.Released(), hadEntry: true));
        released.ShouldNotContain("VALARM");

        static string Text(MimeKit.MimeMessage mail) => mail.CalendarParts().Single().Bytes();
    }

    /// <summary>
    /// By mandate A somebody books, books again and cancels; by mandate B, at another city, they book: the calendar
    /// holds the entry of B, in whichever order the mails come.
    /// </summary>
    [Fact]
    public async Task Two_mandates_of_one_person_are_two_entries_in_the_calendar()
    {
        var mails = new[]
        {
            Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.OnSite)),
            Sample.Mail(SeatConfirmation.Kind, Sample.Released(version: 4), hadEntry: true),
            Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.Online), member: Guid.NewGuid()),
        };
        var read = new List<ReadCalendar>();
        foreach (var mail in mails)
        {
            read.Add(await mail.CalendarAsync());
        }

        foreach (
            var order in (int[][])
                [
                    [0, 1, 2],
                    [2, 0, 1],
                    [0, 2, 1],
                ]
        )
        {
            var calendar = new SimulatedCalendar();
            foreach (var at in order)
            {
                calendar.Take(read[at]);
            }

            calendar.Entries.ShouldHaveSingleItem().Location.ShouldBe(Sample.OnlineLink);
        }

        read[0].Events.Single().Uid.ShouldBe(read[1].Events.Single().Uid);
    }

    [Fact]
    public async Task The_online_link_stands_in_the_entry_of_an_online_seat_only()
    {
        var online = await Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.Online)).CalendarAsync();
        online.Events.Single().Location.ShouldBe(Sample.OnlineLink);
        Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.OnSite)).ToString().ShouldNotContain("konferenz");
    }

    [Fact]
    public async Task Releasing_a_seat_cancels_the_entry_with_a_higher_SEQUENCE()
    {
        var calendar = await Sample.Mail(SeatConfirmation.Kind, Sample.Released(), hadEntry: true).CalendarAsync();
        (calendar.Method, calendar.Events.Single().Status, calendar.Events.Single().Sequence).ShouldBe(
            ("CANCEL", "CANCELLED", 5)
        );
        calendar.Events.Single().Attendees.ShouldHaveSingleItem();
    }

    [Fact]
    public void Releasing_a_waiting_place_has_nothing_to_cancel() =>
        Sample.Mail(SeatConfirmation.Kind, Sample.Released()).CalendarParts().ShouldBeEmpty();

    [Fact]
    public Task Times_texts_and_zones_survive_the_way_through_the_file() =>
        Gen.Select(
                Gen.Int[0, 60 * 24 * 800],
                Gen.OneOf("Europe/Berlin", "Europe/Vienna", "Europe/Lisbon", "Atlantic/Azores"),
                Gen.String[Gen.Char["abcäöüß€ ,;:\\\"'n"], 1, 120],
                Gen.Int[1, 600]
            )
            .Array[40]
            .SampleAsync(
                async samples =>
                {
                    var sessions = samples
                        .Select(sample =>
                            Sample.Session with
                            {
                                Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(sample.Item1),
                                TimeZone = sample.Item2,
                                Title = $"T{sample.Item3}",
                                LengthMinutes = sample.Item4,
                            }
                        )
                        .ToList();
                    var read = await CalendarReader.ReadAsync([
                        .. sessions.Select(session =>
                            Sample
                                .Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.Online), _ => session)
                                .CalendarParts()
                                .First()
                                .Bytes()
                        ),
                    ]);
                    foreach (var (session, calendar) in sessions.Zip(read))
                    {
                        var entry = calendar.Events.Single();
                        entry.Start!.Utc.ShouldBe(session.Start);
                        entry.End!.Utc.ShouldBe(session.Start.AddMinutes(session.LengthMinutes));
                        entry.Summary.ShouldBe(session.Title);
                        calendar.Folded.ShouldBeTrue();
                    }
                },
                iter: 3,
                threads: 1
            );
}
