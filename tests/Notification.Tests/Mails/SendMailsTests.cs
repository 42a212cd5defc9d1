using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

    [Theory]
    [InlineData("421 4.4.2 nothing was said for too long")]
    [InlineData(null)]
    public async Task A_server_that_hung_up_meanwhile_costs_the_next_mail_no_try(string? lastWord)
    {
        await using var city = await City.StartAsync(new() { ["Smtp:Connections"] = "1" });
        var (member, address) = await city.Member();
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());

        await Task.Delay(TimeSpan.FromSeconds(1.5)); // until the connection counts as idle
        await city.Mails.HangUpAsync(lastWord);
        await city.Hear(city.Session());

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
        (await city.MailsOf(member)).ShouldAllBe(mail => mail.Attempts == 1);
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
        city.Mails.OnMail = async (mail, cancellationToken) =>
        {
            if (mail.To.Mailboxes.Single().Address == slowAddress)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
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

    [Fact]
    public async Task A_421_to_one_recipient_stops_nobody_elses_mail()
    {
        await using var city = await City.StartAsync(new() { ["Smtp:Connections"] = "1" });
        var (poison, poisoned) = await city.Member();
        var others = new[] { await city.Member(), await city.Member(), await city.Member() };
        city.Mails.OnRecipient = recipient => recipient == poisoned ? "421 4.7.0 not this one" : null;
        await city.Hear(city.Session());

        foreach (var (_, address) in others)
        {
            await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        }

        await Eventually.Holds(async () =>
            (await city.MailsOf(poison)).Single().Reason.ShouldBe("server-unwilling 421")
        );
        (await city.MailsOf(poison))
            .Single()
            .ShouldSatisfyAllConditions(
                mail => mail.Status.ShouldBe(MailStatus.Queued),
                mail => mail.Attempts.ShouldBe(1),
                mail => mail.Due.ShouldBeGreaterThan(city.Clock.GetUtcNow().AddSeconds(30))
            );

        // Alone in the queue it is given up some day, as any mail is.
        await Eventually.Holds(async () =>
        {
            city.Clock.Advance(TimeSpan.FromHours(1));
            (await city.MailsOf(poison)).Single().Status.ShouldBe(MailStatus.Failed);
        });
    }

    [Theory]
    [InlineData("recipient", "550 5.7.1 you are on a list")]
    [InlineData("sender", "550 5.7.1 no mail from you")]
    [InlineData("sender", "530 5.7.0 authentication required")]
    [InlineData("data", "554 5.7.1 not today")]
    [InlineData("data", "530 5.7.0 authentication required")]
    [InlineData("recipient", "421 4.3.2 going down")]
    public async Task A_refusal_that_every_recipient_meets_loses_nothing_and_is_told_to_the_city(
        string where,
        string answer
    )
    {
        await using var city = await City.StartAsync(new() { ["Smtp:Connections"] = "1" });
        Answer(answer);
        var members = new List<(Guid Id, string Address)>();
        for (var i = 0; i < MailServerBackoff.Recipients + 2; i++)
        {
            members.Add(await city.Member());
        }

        await city.Hear(city.Session());
        var rest = city.Service.Services.GetRequiredService<MailServerBackoff>();
        await Eventually.Holds(() => rest.Trouble.ShouldNotBeNull().Reason.ShouldContain(answer[..3]));

        // Days of it, in which every mail would have had its last try.
        for (var hours = 0; hours < 72; hours += 6)
        {
            city.Clock.Advance(TimeSpan.FromHours(6));
            await Eventually.Holds(() => rest.Remaining.ShouldBeGreaterThan(TimeSpan.Zero));
        }

        (await city.Query(db => db.Mails.ToListAsync())).ShouldAllBe(mail =>
            mail.Status == MailStatus.Queued || mail.Status == MailStatus.Sending
        );

        Answer(null);
        city.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var (_, address) in members)
        {
            await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        }

        await Eventually.Holds(() => rest.Trouble.ShouldBeNull());

        void Answer(string? text)
        {
            switch (where)
            {
                case "sender":
                    city.Mails.OnSender = text;
                    break;
                case "data":
                    city.Mails.OnData = text;
                    break;
                default:
                    city.Mails.OnRecipient = _ => text;
                    break;
            }
        }
    }

    [Fact]
    public async Task A_full_mailbox_is_tried_again()
    {
        await using var city = await City.StartAsync();
        city.Mails.OnRecipient = _ => "552 5.2.2 mailbox full";
        var (member, address) = await city.Member();
        await city.Hear(city.Session());
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).Single().Reason.ShouldBe("server-deferred 552")
        );

        city.Mails.OnRecipient = _ => null;
        city.Clock.Advance(TimeSpan.FromMinutes(2));
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
    }

    [Fact]
    public async Task Letters_outside_ASCII_before_the_at_sign_need_a_server_that_takes_them()
    {
        await using var city = await City.StartAsync(new() { ["Smtp:Connections"] = "1" });
        await city.Import("Kennung;Vorname;Nachname;E-Mail\nx;Jörg;Muster;jörg@rat.example");
        var enrolled = await city.Enrolled.Next(_ => true);
        await city.Hear(new MemberAccepted(City.Key, enrolled.MemberId, enrolled.Version, enrolled.DisplayName, []));
        await city.Hear(city.Session());
        await Eventually.Holds(async () =>
            (await city.MailsOf(enrolled.MemberId))
                .ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(
                    mail => mail.Status.ShouldBe(MailStatus.Failed),
                    mail => mail.Reason.ShouldBe("address-needs-smtputf8")
                )
        );
        city.Mails.Taken.ShouldBeEmpty();

        city.Mails.Capabilities = ["SMTPUTF8"];
        await city.RestartAsync();
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.Taken.ShouldHaveSingleItem());
        city.Mails.Recipients.Last().ShouldBe("jörg@rat.example");
    }

    [Fact]
    public async Task A_mail_that_cannot_be_read_keeps_no_other()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        // What the hub sealed for another key, so that the mail cannot be made.
        var broken = Guid.NewGuid();
        await city.Query(async db =>
        {
            db.Add(
                new Notification.Corrections.Correction
                {
                    Id = broken,
                    MemberId = member,
                    SealedText = "nichts",
                }
            );
            db.Add(Mail.Of("correction", member, broken, city.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).Single(mail => mail.SessionId == broken).Reason.ShouldNotBeNull()
        );
    }
}
