using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Privacy;

public sealed class ForgetOldRowsTests
{
    [Fact]
    public async Task A_mails_recipient_becomes_a_hash_when_its_session_causes_no_more_mails_and_the_line_goes_after_90_days()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        var session = city.Session(days: 5);
        await city.Hear(session);
        await city.Reported.Next(report => report.MemberId == member);

        await RunAsync(city);
        (await city.MailsOf(member)).ShouldNotBeEmpty();

        city.Clock.Advance(TimeSpan.FromDays(5 + 62));
        var dry = await RunAsync(city, dryRun: true);
        dry.Single(result => result.Rule == "mail-recipients").Rows.ShouldBe(1);
        (await city.MailsOf(member)).ShouldHaveSingleItem();
        await RunAsync(city);
        (await city.MailsOf(member)).ShouldBeEmpty();
        (await city.Query(db => db.Mails.SingleAsync())).ShouldSatisfyAllConditions(
            mail => mail.Anonymous.ShouldBeTrue(),
            mail => mail.MemberId.ShouldNotBe(member),
            mail => mail.Status.ShouldBe(MailStatus.Sent)
        );

        city.Clock.Advance(TimeSpan.FromDays(30));
        await RunAsync(city);
        (await city.Query(db => db.Mails.CountAsync())).ShouldBe(0);
        (
            await city.Query(db => db.Set<RetentionReport>().Select(report => report.Rule).Distinct().ToListAsync())
        ).ShouldBe(["mail-recipients", "mail-log"], ignoreOrder: true);
        (await city.Query(db => db.Members.AnyAsync(row => row.Email == address))).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_left_the_council_is_forgotten_after_90_days_or_sooner_when_the_city_wants_it()
    {
        await using var city = await City.StartAsync(new() { ["Retention:MandateDays"] = "30" });
        var (member, address) = await city.Member();
        await city.Hear(new MemberDeparted(City.Key, member, 9));
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Members.SingleAsync(row => row.Id == member))).DepartedAt.ShouldNotBeNull()
        );

        city.Clock.Advance(TimeSpan.FromDays(29));
        await RunAsync(city);
        (await city.Query(db => db.Members.AnyAsync(row => row.Email == address))).ShouldBeTrue();

        city.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync(city);
        (await city.Query(db => db.Members.AnyAsync(row => row.Email == address))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_member_wants_corrected_goes_after_90_days_also_when_nobody_marked_it_as_done()
    {
        await using var city = await City.StartAsync();
        var (member, _) = await city.Member();
        var now = city.Clock.GetUtcNow();
        await city.Query(db =>
        {
            db.Add(
                new Correction
                {
                    Id = Guid.CreateVersion7(),
                    MemberId = member,
                    SealedText = "a.b.c.d.e",
                    ReceivedAt = now,
                    DeliveredAt = now,
                }
            );
            return db.SaveChangesAsync();
        });
        (await RunAsync(city, dryRun: true)).Single(result => result.Rule == "corrections").Rows.ShouldBe(0);

        city.Clock.Advance(TimeSpan.FromDays(91));

        (await RunAsync(city, dryRun: true)).Single(result => result.Rule == "corrections").Rows.ShouldBe(1);
    }

    [Fact]
    public async Task Whose_mandate_an_import_extends_at_the_very_moment_stays()
    {
        await using var city = await City.StartAsync();
        var (member, _) = await city.Member();
        await city.Query(db =>
            db.Members.Where(row => row.Id == member)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(
                        row => row.MandateUntil,
                        DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime).AddDays(-92)
                    )
                )
        );
        await using (
            var import = await HeldRows.HoldAsync(
                city.Service.Database,
                $"""
                lock table members in share row exclusive mode;
                update members set mandate_until = mandate_until + 400 where id = '{member}' returning id
                """
            )
        )
        {
            var run = RunAsync(city);
            await import.SomebodyWaitsAsync();
            await import.CommitAsync();
            await run;
        }

        (await city.Query(db => db.Members.AnyAsync(row => row.Id == member))).ShouldBeTrue();
    }

    [Fact]
    public void A_limit_beyond_the_platforms_is_refused()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["Retention:Partners:bamberg:MailLogDays"] = "91",
        };
        Should.Throw<InvalidOperationException>(() => RetentionPeriods.Of(configuration, "bamberg"));
        RetentionPeriods.Of(configuration, "kaiserslautern").ShouldBe(RetentionPeriods.Longest);
    }

    private static Task<IReadOnlyList<RetentionResult>> RunAsync(City city, bool dryRun = false) =>
        Retention.RunAsync<NotificationDbContext>(city.Service.Services, dryRun, CancellationToken.None);
}
