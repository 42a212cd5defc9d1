using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Resends;

/// <summary>A new, wiped or restored database becomes right again, and nobody gets a mail twice for it.</summary>
public sealed class RequestResendTests
{
    [Fact]
    public async Task Mails_are_held_until_every_owner_has_sent_all_its_facts_in_any_order()
    {
        await using var city = await City.StartAsync(hubAnswers: false);
        var (told, _) = await city.Member();
        var (untold, address) = await city.Member();
        var resend = (await city.ResendRequests.Next(_ => true)).Resend;
        var session = city.Session();
        await city.Hear(session);
        await Eventually.Holds(async () => (await city.MailsOf(untold)).ShouldHaveSingleItem());
        await city.CompleteResend(resend, registration: 1);

        // All owners have answered, but one fact is still on its way: that one member was invited before the loss.
        await Eventually.Holds(async () =>
            (await city.Query(db => db.ResentFacts.CountAsync(facts => facts.Expected != null))).ShouldBe(3)
        );
        var seen = city.Clock.GetUtcNow();
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Installations.SingleAsync())).LastSeen.ShouldBeGreaterThan(seen.AddSeconds(2))
        );
        city.Mails.Taken.ShouldBeEmpty();

        await city.Hear(
            new MemberAccepted(
                City.Key,
                told,
                1,
                "Testina Musterfrau",
                [new(session.SessionId, Invitation.Kind, 0)],
                resend
            )
        );
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        await Eventually.Holds(async () => (await city.MailsOf(told)).Single().Reason.ShouldBe("known-from-hub"));
        city.Mails.Taken.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_wiped_city_gets_everything_back_and_mails_only_what_was_not_delivered()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member("Testina Wiederkehr");
        var (moved, session) = (new { At = 2 }, city.Session());
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
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
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));

        await city.RestartAsync(
            new Dictionary<string, string>
            {
                ["ConnectionStrings:database"] = await MigratedDatabase.CreateAsync<NotificationDbContext>(),
            }
        );
        var resend = (await city.ResendRequests.Next(request => city.ResendRequests.Heard[0] != request)).Resend;
        var seat = new SeatBooked(
            City.Key,
            member,
            session.SessionId,
            1,
            SeatForm.OnSite,
            null,
            null,
            null,
            SeatBookedCause.Booked,
            DeliveredVersion: 2,
            resend
        );
        var since = session with
        {
            Version = moved.At,
            Start = session.Start.AddHours(1),
            CalendarVersion = moved.At,
            Resend = resend,
        };
        await city.CompleteResend(resend, registration: 2, scheduling: 1);
        await city.Hear(seat);
        await city.Hear(since);
        await city.Hear(
            new MemberAccepted(
                City.Key,
                member,
                1,
                "Testina Wiederkehr",
                [new(session.SessionId, Invitation.Kind, 0), new(session.SessionId, SeatConfirmation.Kind, 2)],
                resend
            )
        );
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Installations.SingleAsync())).HoldResend.ShouldBeNull()
        );

        var report = await city.Import($"Kennung;Vorname;Nachname;E-Mail\nneu;Testina;Wiederkehr;{address}");
        report.Completed.ShouldBe(1);

        // The session moved while the city was blind: that, and nothing else, is mailed now.
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(3));
        (await city.Mails.To(address).Last().CalendarAsync()).Events.Single().Sequence.ShouldBe(3);
        await Eventually.Holds(async () => (await city.MailsOf(member)).ShouldAllBe(mail => mail.FinishedAt != null));
        city.Mails.To(address).Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_restored_copy_is_noticed_and_asks_for_all_facts()
    {
        await using var city = await City.StartAsync();
        await city.Service.DisposeAsync();
        var copy = await MigratedDatabase.CreateAsync<NotificationDbContext>();
        await using (var database = NpgsqlDataSource.Create(copy))
        {
            await using var old = database.CreateCommand(
                "insert into installations (id, members_table, last_seen) values (1, 4711, now())"
            );
            await old.ExecuteNonQueryAsync();
        }

        await city.RestartAsync(new Dictionary<string, string> { ["ConnectionStrings:database"] = copy });
        await city.ResendRequests.Next(request => request != city.ResendRequests.Heard[0]);
    }

    [Fact]
    public async Task A_plain_restart_asks_for_nothing()
    {
        await using var city = await City.StartAsync();
        var (_, address) = await city.Member();
        await city.RestartAsync();
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        city.ResendRequests.Heard.ShouldHaveSingleItem();
    }
}
