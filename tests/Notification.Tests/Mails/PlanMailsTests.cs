using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>Which mails follow from the facts and the time.</summary>
public class PlanMailsTests
{
    /// <summary>The time zone of the database; null: as the server has it.</summary>
    protected virtual string? Zone => null;

    [Fact]
    public async Task Nobody_is_invited_who_is_not_accepted_or_whose_mandate_ended_or_who_has_answered()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        await city.Import("Kennung;Vorname;Nachname;E-Mail\nx;Nur;Angemeldet;x@rat.example");
        var (departed, _) = await city.Member();
        var (answered, _) = await city.Member();
        var (_, invited) = await city.Member();
        var session = city.Session();
        await city.Hear(new MemberDeparted(City.Key, departed, 2));
        await city.Hear(new SeatReleased(City.Key, answered, session.SessionId, 1, false, SeatReleasedCause.Declined));
        await Eventually.Holds(async () =>
            (
                await city.Query(db =>
                    Task.FromResult(
                        db.Members.Count(m => m.State == Notification.Members.MemberState.Departed) + db.Seats.Count()
                    )
                )
            ).ShouldBe(2)
        );
        await city.Hear(session);

        await Eventually.Holds(() => city.Mails.To(invited).ShouldHaveSingleItem());
        city.Mails.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_facts_thrice_and_out_of_order_mail_once()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (member, address) = await city.Member();
        var session = city.Session();
        var newer = session with { Version = 2, Title = "Neuer Titel" };
        await city.Hear(newer);
        // Consumers run side by side; the older one shall be the later one.
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Sessions.AnyAsync(row => row.Version == 2))).ShouldBeTrue()
        );
        foreach (var fact in new[] { session, newer, session, newer })
        {
            await city.Hear(fact);
        }

        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        city.Mails.To(address).Single().Subject!.ShouldContain("Neuer Titel");
        var seat = new SeatBooked(
            City.Key,
            member,
            session.SessionId,
            1,
            SeatForm.OnSite,
            null,
            null,
            null,
            SeatBookedCause.Booked
        );
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await city.Hear(seat);
        }

        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).Count(mail => mail.Status == MailStatus.Sent).ShouldBe(2)
        );
        city.Mails.To(address).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_not_answered_is_reminded_once_a_week_before()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (_, silent) = await city.Member();
        var (member, answered) = await city.Member();
        var session = city.Session(days: 20);
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBe(2));
        await city.Hear(new SeatReleased(City.Key, member, session.SessionId, 1, false, SeatReleasedCause.Declined));
        await Eventually.Holds(async () => (await city.Query(db => db.Seats.CountAsync())).ShouldBe(1));

        await city.Advance(TimeSpan.FromDays(13.5));
        await Eventually.Holds(() => city.Mails.To(silent).Count().ShouldBe(2));
        city.Mails.To(silent).Last().Subject.ShouldStartWith("Erinnerung: ");
        await city.Advance(TimeSpan.FromDays(2));
        await Planned(city);
        city.Mails.To(silent).Count().ShouldBe(2);
        city.Mails.To(answered).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_was_invited_only_days_ago_is_not_reminded()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (_, address) = await city.Member();
        await city.Hear(city.Session(days: 9));
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        await city.Advance(TimeSpan.FromDays(3));
        await Planned(city);
        city.Mails.To(address).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_online_link_comes_again_a_day_before_to_online_seats_only()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (online, onlineAddress) = await city.Member();
        var (onSite, onSiteAddress) = await city.Member();
        var session = city.Session(days: 10);
        await city.Hear(session);
        await city.Hear(
            new SeatBooked(
                City.Key,
                online,
                session.SessionId,
                1,
                SeatForm.Online,
                null,
                null,
                "https://konferenz.example/raum",
                SeatBookedCause.Booked
            )
        );
        await city.Hear(
            new SeatBooked(
                City.Key,
                onSite,
                session.SessionId,
                1,
                SeatForm.OnSite,
                null,
                null,
                null,
                SeatBookedCause.Booked
            )
        );
        await Eventually.Holds(async () =>
            (
                await city.Query(db =>
                    Task.FromResult(
                        db.Mails.Count(mail => mail.Kind == SeatConfirmation.Kind && mail.Status == MailStatus.Sent)
                    )
                )
            ).ShouldBe(2)
        );

        await city.Advance(TimeSpan.FromDays(9.2));
        await Eventually.Holds(() =>
            city
                .Mails.Taken.Count(mail => mail.Subject!.StartsWith("Bald ist es so weit", StringComparison.Ordinal))
                .ShouldBe(2)
        );
        city.Mails.To(onlineAddress).Last().TextBody!.ShouldContain("https://konferenz.example/raum");
        city.Mails.To(onSiteAddress).ShouldAllBe(mail => !mail.ToString().Contains("konferenz.example"));
    }

    [Fact]
    public async Task A_session_called_off_withdraws_entries_and_tells_who_was_invited_but_not_who_declined()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (seated, seatedAddress) = await city.Member();
        var (declined, declinedAddress) = await city.Member();
        var (_, invitedAddress) = await city.Member();
        var session = city.Session();
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBe(3));
        await city.Hear(
            new SeatBooked(
                City.Key,
                seated,
                session.SessionId,
                1,
                SeatForm.OnSite,
                null,
                null,
                null,
                SeatBookedCause.Booked
            )
        );
        await city.Hear(new SeatReleased(City.Key, declined, session.SessionId, 1, false, SeatReleasedCause.Declined));
        await Eventually.Holds(() => city.Mails.To(seatedAddress).Count().ShouldBe(2));
        await Eventually.Holds(async () => (await city.Query(db => db.Seats.CountAsync())).ShouldBe(2));

        await city.Hear(
            new SeatReleased(City.Key, seated, session.SessionId, 2, true, SeatReleasedCause.SessionCancelled)
        );
        await city.Hear(
            new SessionCancelled(session.SessionId, 2, session.Title, session.Start, session.TimeZone, 120, "Krankheit")
        );
        await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBe(6));
        (await city.Mails.To(seatedAddress).Last().CalendarAsync()).Method.ShouldBe("CANCEL");
        city.Mails.To(invitedAddress)
            .Last()
            .ShouldSatisfyAllConditions(
                mail => mail.Subject.ShouldStartWith("Abgesagt: "),
                mail => mail.TextBody!.ShouldContain("Krankheit"),
                mail => mail.CalendarParts().ShouldBeEmpty()
            );
        city.Mails.To(declinedAddress).ShouldHaveSingleItem();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_cancelled_just_before_the_session_is_called_off_gets_one_mail_that_takes_the_entry_away(
        bool heardOfTheSessionFirst
    )
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (member, address, cancelled, calledOff) = await SeatedAsync(city);
        var before = city.Mails.To(address).Count();

        // The mail server takes nothing while both come in, in either order.
        city.Mails.OnRecipient = _ => "451 4.3.0 try again later";
        await city.Hear(heardOfTheSessionFirst ? calledOff : cancelled);
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldContain(mail => mail.Status == MailStatus.Queued && mail.Attempts == 1)
        );
        await city.Hear(heardOfTheSessionFirst ? cancelled : calledOff);
        await Eventually.Holds(async () =>
            (
                await city.Query(db =>
                    Task.FromResult((db.Seats.Single().ReleasedCause, db.Sessions.Single().Cancelled))
                )
            ).ShouldBe((SeatReleasedCause.Cancelled, true))
        );
        city.Mails.OnRecipient = _ => null;
        await city.Advance(TimeSpan.FromHours(1));

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(before + 1));
        var last = city.Mails.To(address).Last();
        (await last.CalendarAsync()).Method.ShouldBe("CANCEL");
        last.TextBody!.ShouldContain(
            heardOfTheSessionFirst
                ? "Sie hatten Ihren Platz schon abgesagt."
                : "Das Stadtgespräch ist inzwischen abgesagt."
        );
        last.TextBody!.ShouldNotContain("/platz?t=");
        await Planned(city);
        (await city.MailsOf(member)).ShouldAllBe(mail => mail.Status != MailStatus.Queued);
        city.Mails.To(address).Count().ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_seat_given_up_and_the_session_called_off_at_the_very_same_moment_are_one_mail()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (member, address, cancelled, calledOff) = await SeatedAsync(city);
        var before = city.Mails.To(address).Count();
        // An invitation that the answer overtook is planned and never sent.
        var planned = (await city.MailsOf(member)).Count;

        // Each plans its mails, and neither has committed: a lock on the queue of mails holds them there, unless one
        // waits for the other.
        await using (
            var mails = await HeldRows.HoldAsync(city.Service.Database, "lock table mails in exclusive mode; select 1")
        )
        {
            await city.Hear(cancelled);
            await city.Hear(calledOff);
            await Eventually.Holds(async () => (await WaitingAsync(city)).ShouldBeGreaterThanOrEqualTo(2));
        }

        await Eventually.Holds(async () =>
            (
                await city.Query(db =>
                    Task.FromResult((db.Seats.Single().ReleasedCause, db.Sessions.Single().Cancelled))
                )
            ).ShouldBe((SeatReleasedCause.Cancelled, true))
        );
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(before + 1));
        await Planned(city);
        (await city.MailsOf(member)).Count.ShouldBe(planned + 1);
    }

    [Fact]
    public async Task Whose_mandate_paused_while_the_invitation_waited_is_invited_when_it_goes_on()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        city.Mails.OnRecipient = _ => "451 4.3.0 try again later";
        var (member, address) = await city.Member();
        await city.Hear(city.Session());
        await Eventually.Holds(async () =>
            (await city.MailsOf(member))
                .ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(
                    mail => mail.Status.ShouldBe(MailStatus.Queued),
                    mail => mail.Attempts.ShouldBe(1)
                )
        );
        await MandateUntil(DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime).AddDays(-2));
        await city.Advance(TimeSpan.FromHours(1));
        await Eventually.Holds(async () => (await city.MailsOf(member)).Single().Reason.ShouldBe("member-not-active"));
        city.Mails.OnRecipient = _ => null;
        await Planned(city);
        city.Mails.To(address).ShouldBeEmpty();

        await MandateUntil(null);

        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        await Planned(city);
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldHaveSingleItem().Status.ShouldBe(MailStatus.Sent)
        );

        // As an import does it.
        Task<int> MandateUntil(DateOnly? day) =>
            city.Query(db =>
                db.Members.Where(row => row.Id == member)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(row => row.MandateUntil, day).SetProperty(row => row.MandateEndReported, true)
                    )
            );
    }

    [Fact]
    public async Task A_recap_is_mailed_once_to_those_who_attended()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (attended, address) = await city.Member();
        var (absent, absentAddress) = await city.Member();
        var session = city.Session(days: -1);
        await city.Hear(
            new ContributionPublished(Guid.NewGuid(), session.SessionId, 1, ContributionKind.Recap, "Rückblick")
        );
        await city.Hear(new AttendanceRecorded(City.Key, absent, session.SessionId, 1, false, "A B", "Kaiserslautern"));
        await city.Hear(session);
        await city.Hear(
            new AttendanceRecorded(City.Key, attended, session.SessionId, 1, true, "A B", "Kaiserslautern")
        );
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        city.Mails.To(address).Single().LinkIn("/beitrag?t=").ShouldNotBeEmpty();
        city.Mails.To(absentAddress).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_city_that_was_away_does_not_invite_to_what_is_over()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (member, _) = await city.Member();
        await city.Hear(city.Session(days: -2));
        var coming = city.Session();
        await city.Hear(coming);
        await Eventually.Holds(() => city.Mails.Taken.ShouldHaveSingleItem());
        (await city.MailsOf(member)).Single().SessionId.ShouldBe(coming.SessionId);
    }

    [Fact]
    public async Task A_week_before_is_the_same_hour_also_when_the_clocks_change_in_between()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (member, address) = await city.Member();
        // 18:00 on the Tuesday after summer time ends.
        var start = new DateTimeOffset(NextEndOfSummer(city.Clock.GetUtcNow()).AddDays(2).AddHours(18), Hours(1));
        city.Clock.SetTo(start.AddDays(-30));
        await city.Hear(city.Session() with { Start = start });
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        await Planned(city);

        // 17:59 by the clock of a week before, when 18:00 was an hour earlier in UTC.
        city.Clock.SetTo(start.AddDays(-7).AddHours(-1).AddMinutes(-1));
        await Planned(city);
        city.Mails.To(address).ShouldHaveSingleItem();
        city.Clock.SetTo(start.AddDays(-7).AddHours(-1).AddMinutes(1));
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
        // The server has a mail a moment before that is noted.
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldAllBe(mail => mail.Status == MailStatus.Sent)
        );

        static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

        // The last Sunday of October, in time for an invitation a month before.
        static DateTime NextEndOfSummer(DateTimeOffset now)
        {
            for (var year = now.Year; ; year++)
            {
                var last = new DateTime(year, 10, 31);
                var sunday = last.AddDays(-(int)last.DayOfWeek);
                if (sunday > now.AddDays(40).UtcDateTime)
                {
                    return sunday;
                }
            }
        }
    }

    [Fact]
    public async Task Who_was_invited_and_has_not_answered_hears_of_a_new_time_with_the_old_one()
    {
        await using var city = await City.StartAsync(databaseZone: Zone);
        var (_, silent) = await city.Member();
        var (member, declined) = await city.Member();
        var session = city.Session();
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBe(2));
        await city.Hear(new SeatReleased(City.Key, member, session.SessionId, 1, false, SeatReleasedCause.Declined));
        await Eventually.Holds(async () => (await city.Query(db => db.Seats.CountAsync())).ShouldBe(1));
        await Planned(city);

        // A new title alone is worth no mail, nor is what nobody sees.
        await city.Hear(session with { Version = 2, Title = "Neuer Titel" });
        await city.Hear(session with { Version = 3, Title = "Neuer Titel", CapacityOnline = 7 });
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Sessions.AnyAsync(row => row.Version == 3))).ShouldBeTrue()
        );
        await Planned(city);
        city.Mails.To(silent).ShouldHaveSingleItem();

        await city.Hear(session with { Version = 4, Start = session.Start.AddDays(1) });
        await Eventually.Holds(() => city.Mails.To(silent).Count().ShouldBe(2));
        var mail = city.Mails.To(silent).Last();
        mail.Subject.ShouldStartWith("Geändert: ");
        var text = string.Join(' ', mail.TextBody!.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain($"bisher {Day(session.Start)}");
        text.ShouldContain($"jetzt {Day(session.Start.AddDays(1))}");
        mail.LinkIn("/platz?t=").ShouldNotBeEmpty();
        await Planned(city);
        city.Mails.To(silent).Count().ShouldBe(2);
        city.Mails.To(declined).ShouldHaveSingleItem();

        static string Day(DateTimeOffset moment) =>
            TimeZoneInfo
                .ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
                .ToString("dddd, d. MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("de-DE"));
    }

    [Fact]
    public async Task A_form_that_is_dropped_and_offered_again_at_once_mails_nobody()
    {
        await using var city = await City.StartAsync(new() { ["Planning:SettleSeconds"] = "3600" }, databaseZone: Zone);
        var (member, address) = await city.Member();
        var session = city.Session();
        await city.Hear(session);
        var seat = new SeatBooked(
            City.Key,
            member,
            session.SessionId,
            1,
            SeatForm.Online,
            null,
            null,
            "https://konferenz.example/raum",
            SeatBookedCause.Booked
        );
        await city.Hear(seat);
        await Eventually.Holds(() => city.Mails.To(address).ShouldContain(mail => mail.CalendarParts().Any()));
        await Planned(city);
        var before = city.Mails.To(address).Select(mail => mail.Subject).ToList();

        await city.Hear(session with { Version = 2, Form = SessionForm.OnSite });
        await city.Hear(
            seat with
            {
                Version = 2,
                Seat = null,
                WaitingFor = SeatForm.OnSite,
                WaitingPosition = 1,
                OnlineLink = null,
                Cause = SeatBookedCause.FormDropped,
            }
        );
        await city.Hear(session with { Version = 3 });
        await city.Hear(seat with { Version = 3, Restored = true });
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).Count(mail => mail.Version == 6 && mail.SeatVersion == 3).ShouldBe(1)
        );
        await city.Advance(TimeSpan.FromHours(2));
        await Planned(city);
        city.Mails.To(address).Select(mail => mail.Subject).ShouldBe(before);
        (await city.MailsOf(member)).Last().Reason.ShouldBe("told-already");
    }

    /// <summary>
    /// Somebody with a seat whose calendar has the entry, and what the hub says when the seat is given up and when the
    /// session is called off.
    /// </summary>
    private static async Task<(
        Guid Member,
        string Address,
        SeatReleased Cancelled,
        SessionCancelled CalledOff
    )> SeatedAsync(City city)
    {
        var (member, address) = await city.Member();
        var session = city.Session();
        await city.Hear(session);
        await city.Hear(
            new SeatBooked(
                City.Key,
                member,
                session.SessionId,
                1,
                SeatForm.OnSite,
                null,
                null,
                null,
                SeatBookedCause.Booked
            )
        );
        await Eventually.Holds(() => city.Mails.To(address).ShouldContain(mail => mail.CalendarParts().Any()));
        await city.Advance(TimeSpan.Zero);
        return (
            member,
            address,
            new SeatReleased(City.Key, member, session.SessionId, 2, true, SeatReleasedCause.Cancelled),
            new SessionCancelled(session.SessionId, 2, session.Title, session.Start, session.TimeZone, 120, "Krankheit")
        );
    }

    /// <summary>
    /// How many consumers stand before a lock: unlike the clock and the senders, they have one of their own on what
    /// their message is about, or wait for it.
    /// </summary>
    private static Task<int> WaitingAsync(City city) =>
        city.Query(db =>
            db.Database.SqlQuery<int>(
                    $"""
                    select count(*)::int as "Value" from pg_stat_activity a where datname = current_database() and wait_event_type = 'Lock'
                      and exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory')
                    """
                )
                .SingleAsync()
        );

    /// <summary>
    /// The clock's planning has run twice more, so whatever was due is in the queue, and the queue is empty again.
    /// </summary>
    private static async Task Planned(City city)
    {
        for (var round = 0; round < 2; round++)
        {
            var seen = city.Clock.GetUtcNow();
            await Eventually.Holds(async () =>
                (await city.Query(db => Task.FromResult(db.Installations.Single().LastSeen))).ShouldBeGreaterThan(seen)
            );
        }

        await Eventually.Holds(async () =>
            (
                await city.Query(db =>
                    Task.FromResult(
                        db.Mails.Count(mail => mail.Status == MailStatus.Queued || mail.Status == MailStatus.Sending)
                    )
                )
            ).ShouldBe(0)
        );
    }
}

/// <summary>The same where PostgreSQL counts days as Germany does, as a machine there makes it.</summary>
public sealed class PlanMailsInBerlinTests : PlanMailsTests
{
    protected override string Zone => "Europe/Berlin";
}

/// <summary>The same where the clocks are half an hour beside all others, and change on other days.</summary>
public sealed class PlanMailsInStJohnsTests : PlanMailsTests
{
    protected override string Zone => "America/St_Johns";
}
