using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Calendars;

public sealed class ShowMemberCalendarTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_own_seats_stand_in_it_with_their_place_and_never_the_online_link()
    {
        var (onSite, online) = (await registration.GivenSession(), await registration.GivenSession(startsInHours: 72));
        var me = await registration.GivenMember();
        await registration.Book(onSite, me, "OnSite");
        await registration.Book(online, me, "Online");
        var secret = await service.GivenCalendarAsync(me);

        using var answer = await service.FetchAsync(secret);
        var text = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        answer.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        text.ShouldNotContain("video.example");
        text.ShouldNotContain(me.ToString());
        text.ShouldContain("RRULE:FREQ=YEARLY");
        var calendar = (await CalendarReader.ReadAsync(text)).Single();
        (calendar.Method, calendar.Name, calendar.LookAgain).ShouldBe((null, "Meine Stadtgespräche", "PT6H"));
        var (first, second) = (calendar.Events[0], calendar.Events[1]);
        (first.Status, first.Summary, first.Location).ShouldBe(
            ("CONFIRMED", "Digitale Ratsarbeit", "Rathaus, Marktplatz 1, 96047 Bamberg")
        );
        first.Description!.ShouldStartWith("Sie haben einen Platz (vor Ort).");
        first.Url!.ShouldEndWith($"/sitzungen/{onSite}");
        (second.Status, second.Location).ShouldBe(("CONFIRMED", "Online"));
        (first.Start!.Zone, first.Stamp).ShouldBe(("Europe/Berlin", first.Changed));
        var start = await registration.Query(db =>
            db.Sessions.Where(row => row.Id == onSite).Select(row => row.Start!.Value).SingleAsync()
        );
        first.Start.Utc.ShouldBe(start, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_waiting_place_is_tentative_until_it_becomes_a_seat_and_a_given_up_seat_is_cancelled_for_90_days()
    {
        var session = await registration.GivenSession(onSite: 1, online: null);
        var (me, first) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Book(session, first, "OnSite");
        await registration.Book(session, me, "OnSite");
        var secret = await service.GivenCalendarAsync(me);

        var waits = (await service.EntriesAsync(secret)).ShouldHaveSingleItem();
        (waits.Status, waits.Summary).ShouldBe(("TENTATIVE", "Warteliste: Digitale Ratsarbeit"));
        waits.Description!.ShouldStartWith("Sie stehen auf der Warteliste (vor Ort), noch ohne Platz.");

        await registration.Book(session, first, "Declined");
        var sits = (await service.EntriesAsync(secret)).ShouldHaveSingleItem();
        (sits.Status, sits.Uid).ShouldBe(("CONFIRMED", waits.Uid));
        sits.Sequence.ShouldBeGreaterThan(waits.Sequence);

        await registration.Book(session, me, "Declined");
        var gone = (await service.EntriesAsync(secret)).ShouldHaveSingleItem();
        (gone.Status, gone.Summary, gone.Uid).ShouldBe(("CANCELLED", "Abgesagt: Digitale Ratsarbeit", waits.Uid));
        gone.Sequence.ShouldBeGreaterThan(sits.Sequence);
        gone.Description!.ShouldStartWith("Sie haben hier keinen Platz mehr.");

        foreach (var (days, count) in new[] { (89, 1), (91, 0) })
        {
            await registration.Query(db =>
                db.Seats.Where(seat => seat.MemberId == me)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(seat => seat.ChangedAt, TimeProvider.System.GetUtcNow().AddDays(-days))
                    )
            );
            (await service.EntriesAsync(secret)).Count.ShouldBe(count);
        }
    }

    [Fact]
    public async Task A_session_that_is_moved_or_called_off_says_so_and_who_declined_at_once_has_no_entry()
    {
        var session = await registration.GivenSession(startsInHours: 48);
        var (me, other) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Book(session, me, "OnSite");
        await registration.Book(session, other, "Declined");
        var (mine, theirs) = (await service.GivenCalendarAsync(me), await service.GivenCalendarAsync(other));
        var before = (await service.EntriesAsync(mine)).Single();
        (await service.EntriesAsync(theirs)).ShouldBeEmpty();

        await registration.Announce(session, 2, 10, 10, startsInHours: 72);
        var moved = (await service.EntriesAsync(mine)).Single();
        moved.Start!.Utc.ShouldBe(before.Start!.Utc.AddDays(1), TimeSpan.FromMinutes(1));
        moved.Sequence.ShouldBeGreaterThan(before.Sequence);

        await service.Deliver(
            new SessionCancelled(
                session,
                3,
                "Digitale Ratsarbeit",
                moved.Start.Utc,
                "Europe/Berlin",
                120,
                "Der Saal steht unter Wasser."
            )
        );
        await Eventually.Holds(async () => (await service.EntriesAsync(mine)).Single().Status.ShouldBe("CANCELLED"));
        var off = (await service.EntriesAsync(mine)).Single();
        off.Sequence.ShouldBeGreaterThan(moved.Sequence);
        off.Description!.ShouldStartWith("Die Sitzung ist abgesagt: Der Saal steht unter Wasser.");
        off.Location.ShouldBeNull();
        (await service.EntriesAsync(theirs)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_it_already_gets_304_until_something_changes()
    {
        var session = await registration.GivenSession();
        var me = await registration.GivenMember();
        await registration.Book(session, me, "OnSite");
        var secret = await service.GivenCalendarAsync(me);
        using var first = await service.FetchAsync(secret);

        using (var again = await AskAsync(secret, first.Headers.ETag!))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }

        (await service.Anonymous.GetStringAsync($"/calendars/{secret}.ics")).ShouldBe(
            await first.Content.ReadAsStringAsync()
        );
        await registration.Book(session, me, "Online");

        using var changed = await AskAsync(secret, first.Headers.ETag!);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_linked_mandates_the_seats_of_both_stand_in_it()
    {
        var session = await registration.GivenSession();
        var (city, region) = (await registration.GivenMember(), await registration.GivenMember(Kaiserslautern));
        await registration.Book(session, region, "OnSite", partner: Kaiserslautern);
        var person = Guid.CreateVersion7();
        await registration.Query(db =>
        {
            foreach (var (member, position) in new[] { (city, 1), (region, 2) })
            {
                db.LinkedMandates.Add(
                    new LinkedMandate
                    {
                        MemberId = member,
                        PersonId = person,
                        Position = position,
                        LinkedAt = TimeProvider.System.GetUtcNow(),
                    }
                );
            }

            return db.SaveChangesAsync();
        });

        (await service.EntriesAsync(await service.GivenCalendarAsync(city)))
            .ShouldHaveSingleItem()
            .Status.ShouldBe("CONFIRMED");
    }

    [Fact]
    public async Task A_session_over_for_more_than_a_year_is_left_out()
    {
        var (recent, old) = (
            await registration.GivenSession(startsInHours: 24),
            await registration.GivenSession(startsInHours: 25)
        );
        var me = await registration.GivenMember();
        await registration.Book(recent, me, "OnSite");
        await registration.Book(old, me, "OnSite");
        foreach (var (session, days) in new[] { (recent, 364), (old, 366) })
        {
            await registration.Query(db =>
                db.Sessions.Where(row => row.Id == session)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(row => row.Start, TimeProvider.System.GetUtcNow().AddDays(-days))
                    )
            );
        }

        (await service.EntriesAsync(await service.GivenCalendarAsync(me)))
            .ShouldHaveSingleItem()
            .Url!.ShouldEndWith($"{recent}");
    }

    private async Task<HttpResponseMessage> AskAsync(string secret, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/calendars/{secret}.ics");
        request.Headers.IfNoneMatch.Add(tag);
        return await service.Anonymous.SendAsync(request);
    }
}
