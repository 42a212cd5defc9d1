using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>What becomes of mails when the server refuses, delays, sleeps or is away.</summary>
public sealed class SendMailsTests
{
    [Fact]
    public async Task A_refused_mail_is_given_up_with_a_reason_without_an_address_and_reported()
    {
        await using var city = await City.StartAsync();
        city.Mails.OnRecipient = recipient => $"550 5.1.1 <{recipient}> unknown";
        var (member, _) = await city.Member();
        await city.Hear(city.Session());

        (await city.Reported.Next(report => report.MemberId == member)).Delivered.ShouldBeFalse();
        var mail = (await city.MailsOf(member)).Single();
        mail.Status.ShouldBe(MailStatus.Failed);
        mail.Reason.ShouldBe("server-refused 550");
    }

    [Fact]
    public async Task A_deferred_mail_is_tried_again_later_under_the_same_Message_ID()
    {
        await using var city = await City.StartAsync();
        var ids = new List<string?>();
        city.Mails.OnMail = (mail, _) =>
        {
            ids.Add(mail.MessageId);
            return Task.FromResult(ids.Count == 1 ? "451 4.7.1 greylisted" : null);
        };
        var (member, address) = await city.Member();
        await city.Hear(city.Session());

        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).Single().Reason.ShouldBe("server-deferred 451")
        );
        (await city.MailsOf(member)).Single().Due.ShouldBeGreaterThan(city.Clock.GetUtcNow().AddSeconds(30));
        city.Clock.Advance(TimeSpan.FromMinutes(2));
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        ids.Distinct().Count().ShouldBe(1);
        ids[0].ShouldEndWith("@kaiserslautern.example");
    }

    [Fact]
    public async Task A_mail_that_stays_deferred_for_two_days_is_given_up()
    {
        await using var city = await City.StartAsync();
        city.Mails.OnRecipient = _ => "450 4.2.1 not now";
        var (member, _) = await city.Member();
        await city.Hear(city.Session());
        await Eventually.Holds(async () =>
        {
            city.Clock.Advance(TimeSpan.FromHours(1));
            (await city.MailsOf(member)).Single().Status.ShouldBe(MailStatus.Failed);
        });
        (await city.MailsOf(member)).Single().Attempts.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_server_that_is_away_costs_no_mail_a_try()
    {
        await using var city = await City.StartAsync();
        city.Mails.Greeting = "554 no service here";
        var (member, address) = await city.Member();
        await city.Hear(city.Session());
        await Eventually.Holds(async () => (await city.MailsOf(member)).Single().Reason.ShouldNotBeNull());
        (await city.MailsOf(member))
            .Single()
            .ShouldSatisfyAllConditions(
                mail => mail.Status.ShouldBe(MailStatus.Queued),
                mail => mail.Attempts.ShouldBe(0)
            );

        city.Mails.Greeting = "220 back again";
        city.Clock.Advance(TimeSpan.FromMinutes(6));
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
    }

    [Fact]
    public async Task A_mail_that_makes_the_server_hang_blocks_no_other()
    {
        await using var city = await City.StartAsync(new() { ["Smtp:Connections"] = "1" }, timeoutSeconds: 2);
        var (slow, slowAddress) = await city.Member();
        var (_, quickAddress) = await city.Member();
        city.Mails.OnMail = async (mail, ct) =>
        {
            if (mail.To.Mailboxes.Single().Address == slowAddress)
            {
                await Task.Delay(Timeout.Infinite, ct);
            }

            return null;
        };
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.To(quickAddress).ShouldHaveSingleItem());
        await Eventually.Holds(async () => (await city.MailsOf(slow)).Single().Reason.ShouldBe("server-too-slow"));
    }

    [Fact]
    public async Task What_is_over_when_its_turn_comes_is_dropped_with_a_reason()
    {
        await using var city = await City.StartAsync();
        city.Mails.Greeting = "421 come back later";
        var (member, address) = await city.Member();
        await city.Hear(city.Session(days: 3));
        await Eventually.Holds(async () =>
            (await city.MailsOf(member))
                .ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(
                    mail => mail.Status.ShouldBe(MailStatus.Queued),
                    mail => mail.Reason.ShouldNotBeNull()
                )
        );

        city.Clock.Advance(TimeSpan.FromDays(5));
        city.Mails.Greeting = "220 back again";
        await Eventually.Holds(async () => (await city.MailsOf(member)).Single().Reason.ShouldBe("session-over"));
        city.Mails.To(address).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_newest_of_waiting_seat_mails_is_sent()
    {
        await using var city = await City.StartAsync();
        city.Mails.Greeting = "421 come back later";
        var (member, address) = await city.Member();
        var session = city.Session();
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
        await city.Hear(session);
        await Eventually.Holds(async () => (await city.MailsOf(member)).ShouldContain(mail => mail.SeatVersion == 1));
        await city.Hear(
            new SeatBooked(
                City.Key,
                member,
                session.SessionId,
                2,
                SeatForm.Online,
                null,
                null,
                "https://a.example",
                SeatBookedCause.Booked
            )
        );
        await Eventually.Holds(async () => (await city.MailsOf(member)).ShouldContain(mail => mail.SeatVersion == 2));
        // An attempt that began before the newer one was there may still be under way.
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).Single(mail => mail.SeatVersion == 1).LeaseUntil.ShouldBeNull()
        );

        city.Mails.Greeting = "220 back again";
        city.Clock.Advance(TimeSpan.FromMinutes(6));
        await Eventually.Holds(async () => (await city.MailsOf(member)).ShouldAllBe(mail => mail.FinishedAt != null));
        city.Mails.To(address).ShouldHaveSingleItem();
        (await city.MailsOf(member)).Single(mail => mail.SeatVersion == 1).Reason.ShouldBe("newer-version");
    }
}
