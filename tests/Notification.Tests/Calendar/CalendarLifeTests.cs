using CsCheck;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Calendar;

/// <summary>
/// Whatever happens to a session and a seat, and however its messages arrive, the member's calendar is right in the
/// end.
/// </summary>
public class CalendarLifeTests
{
    /// <summary>The time zone of the database; null: as the server has it.</summary>
    protected virtual string? Zone => null;

    private enum Step
    {
        BookOnSite,
        BookOnline,
        Wait,
        WaitWithOnlineSeat,
        Release,
        Move,
        NewVenue,
        MoreSeats,
        CallOff,
    }

    // Calling off is rare, or hardly any life would get old.
    private static readonly Gen<Step[]> Lives = Gen.Frequency(
        (
            12,
            Gen.OneOf(
                Step.BookOnSite,
                Step.BookOnline,
                Step.Wait,
                Step.WaitWithOnlineSeat,
                Step.Release,
                Step.Move,
                Step.NewVenue,
                Step.MoreSeats
            )
        ),
        (1, Gen.Const(Step.CallOff))
    ).Array[1, 9];

    // One sample of 30 lives at once: the broker and the mail server between them are real, and each costs time.
    [Fact]
    public Task A_random_life_of_a_session_and_a_seat_ends_with_the_right_entry() =>
        Gen.Select(Lives.Array[30], Gen.Int).SampleAsync(LiveAsync, iter: 1, threads: 1);

    private async Task LiveAsync(Step[][] lives, int shuffle)
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var random = new Random(shuffle);
        var stories = new List<Story>();
        foreach (var life in lives)
        {
            stories.Add(await Story.LiveAsync(city, life));
        }

        // Everything at once: some messages twice, in any order, with pauses in which mails go out between them.
        var messages = stories.SelectMany(story => story.Messages).ToList();
        messages.AddRange(messages.Where(_ => random.Next(4) == 0).ToList());
        var order = messages.OrderBy(_ => random.Next()).ToList();
        foreach (var part in order.Chunk(Math.Max(1, order.Count / 8)))
        {
            await Task.WhenAll(part.Select(message => city.Hear(message.Fact, message.Id)));
            await Settled(city);
        }

        foreach (var story in stories)
        {
            await Eventually.Holds(() => story.CheckAsync(city, random));
        }
    }

    /// <summary>
    /// All facts are heard and all mails gone out; only the end is promised, so this need not be exact.
    /// </summary>
    private static Task Settled(City city) =>
        Eventually.Holds(async () =>
            (
                await city.Query(db =>
                    Task.FromResult(
                        db.Mails.Count(mail => mail.Status == MailStatus.Queued || mail.Status == MailStatus.Sending)
                    )
                )
            ).ShouldBe(0)
        );

    private sealed class Story
    {
        private (Guid Id, string Address) member;
        private SessionScheduled session = null!;
        private SeatForm? held;
        private bool calledOff;
        private long seatVersion;

        public List<(object Fact, Guid Id)> Messages { get; } = [];

        public static async Task<Story> LiveAsync(City city, Step[] life)
        {
            var story = new Story { member = await city.Member(), session = city.Session() };
            story.Tell(story.session);
            foreach (var step in life.TakeWhile(_ => !story.calledOff))
            {
                story.Do(step);
            }

            return story;
        }

        public async Task CheckAsync(City city, Random random)
        {
            var sent = city.Mails.To(member.Address).Where(mail => mail.CalendarParts().Any()).ToList();
            var read =
                sent.Count == 0
                    ? []
                    : await CalendarReader.ReadAsync([.. sent.Select(mail => mail.CalendarParts().First().Bytes())]);

            // A mail may overtake another on its way; SEQUENCE puts that right.
            var calendar = new SimulatedCalendar();
            foreach (var message in read.OrderBy(_ => random.Next()))
            {
                calendar.Take(message);
            }

            if (calledOff || held is null)
            {
                calendar.Entries.ShouldBeEmpty();
                return;
            }

            var entry = calendar.Entries.ShouldHaveSingleItem();
            entry.Start!.Utc.ShouldBe(session.Start);
            entry.Location.ShouldBe(
                held == SeatForm.Online ? Link : $"{session.Venue!.Name}, Beispielweg 1, 00000 Musterstadt"
            );
        }

        private const string Link = "https://konferenz.example/raum";

        private void Do(Step step)
        {
            switch (step)
            {
                case Step.BookOnSite:
                    Book(SeatForm.OnSite, null);
                    break;
                case Step.BookOnline:
                    Book(SeatForm.Online, null);
                    break;
                case Step.Wait:
                    Book(null, SeatForm.OnSite);
                    break;
                case Step.WaitWithOnlineSeat:
                    Book(SeatForm.Online, SeatForm.OnSite);
                    break;
                case Step.Release:
                    Release(SeatReleasedCause.Cancelled);
                    break;
                case Step.Move:
                    Change(session with { Start = session.Start.AddHours(1) }, inCalendars: true);
                    break;
                case Step.NewVenue:
                    Change(
                        session with
                        {
                            Venue = session.Venue! with { Name = $"Haus {session.Version}" },
                        },
                        inCalendars: true
                    );
                    break;
                case Step.MoreSeats:
                    Change(session with { CapacityOnSite = session.CapacityOnSite + 1 }, inCalendars: false);
                    break;
                case Step.CallOff:
                    calledOff = true;
                    Tell(
                        new SessionCancelled(
                            session.SessionId,
                            session.Version + 1,
                            session.Title,
                            session.Start,
                            session.TimeZone,
                            session.LengthMinutes,
                            "Krankheit"
                        )
                    );
                    if (seatVersion > 0)
                    {
                        Release(SeatReleasedCause.SessionCancelled);
                    }

                    break;
            }
        }

        private void Book(SeatForm? seat, SeatForm? waitingFor)
        {
            held = seat;
            Tell(
                new SeatBooked(
                    City.Key,
                    member.Id,
                    session.SessionId,
                    ++seatVersion,
                    seat,
                    waitingFor,
                    waitingFor is null ? null : 3,
                    seat == SeatForm.Online ? Link : null,
                    SeatBookedCause.Booked
                )
            );
        }

        private void Release(SeatReleasedCause cause)
        {
            Tell(new SeatReleased(City.Key, member.Id, session.SessionId, ++seatVersion, held is not null, cause));
            held = null;
        }

        private void Change(SessionScheduled next, bool inCalendars)
        {
            var version = session.Version + 1;
            session = next with
            {
                Version = version,
                CalendarVersion = inCalendars ? version : session.CalendarVersion ?? 1,
            };
            Tell(session);
        }

        private void Tell(object fact) => Messages.Add((fact, Guid.NewGuid()));
    }
}

/// <summary>The same where PostgreSQL counts days as Germany does.</summary>
public sealed class CalendarLifeInBerlinTests : CalendarLifeTests
{
    protected override string Zone => "Europe/Berlin";
}

/// <summary>The same where the clocks are half an hour beside all others.</summary>
public sealed class CalendarLifeInStJohnsTests : CalendarLifeTests
{
    protected override string Zone => "America/St_Johns";
}
