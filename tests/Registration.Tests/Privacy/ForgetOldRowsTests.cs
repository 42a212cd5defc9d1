using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Registration.Attendance;
using Stadtgespraeche.Registration.Tests.Calendars;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Privacy;

public sealed class ForgetOldRowsTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task After_a_year_of_seats_and_attendance_only_a_number_is_left_and_the_report_says_why()
    {
        var (old, young) = (
            await registration.GivenSession(startsInHours: -24 * 366),
            await registration.GivenSession(startsInHours: -24 * 300)
        );
        var member = await registration.GivenMember();
        foreach (var session in (Guid[])[old, young])
        {
            (
                await service.Organiser.PutAsJsonAsync(
                    $"/sessions/{session}/attendance/{member}",
                    new { attended = true }
                )
            ).EnsureSuccessStatusCode();
        }

        var dry = await Retention.RunAsync<RegistrationDbContext>(
            service.Services,
            dryRun: true,
            CancellationToken.None
        );
        dry.Single(result => result is { Rule: "attendance", Partner: Bamberg }).Rows.ShouldBeGreaterThanOrEqualTo(1);
        (await AttendedAsync(member)).Count.ShouldBe(2);

        // Two replicas at once, and once more: each row goes once and is counted once.
        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Retention.RunAsync<RegistrationDbContext>(service.Services, dryRun: false, CancellationToken.None)
                )
        );
        await Retention.RunAsync<RegistrationDbContext>(service.Services, dryRun: false, CancellationToken.None);

        (await AttendedAsync(member)).ShouldBe([young]);
        (
            await registration.Query(db => db.Set<AnonymousAttendance>().SingleAsync(row => row.SessionId == old))
        ).Attended.ShouldBe(1);
        var report = (await service.Organiser.GetFromJsonAsync<JsonNode>("/retention"))!
            .AsArray()
            .Single(line => line!.Text("rule") == "attendance" && line!.Text("partner") == Bamberg)!;
        report["rows"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(1);
        report.Text("reason").ShouldContain("365");
    }

    [Fact]
    public async Task A_year_after_it_was_switched_off_nothing_is_left_of_an_address()
    {
        var me = await registration.GivenMember();
        var (old, present) = (await service.GivenCalendarAsync(me), await service.GivenCalendarAsync(me));
        await registration.Query(db =>
            db.CalendarAddresses.Where(row => row.MemberId == me && row.RevokedAt != null)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.RevokedAt, TimeProvider.System.GetUtcNow().AddDays(-366))
                )
        );

        await Retention.RunAsync<RegistrationDbContext>(service.Services, dryRun: false, CancellationToken.None);

        await (await service.FetchAsync(old)).ShouldBeProblem(HttpStatusCode.NotFound, "calendar-unknown");
        (await service.FetchAsync(present)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ninety_days_after_the_mandates_end_the_member_is_erased_everywhere_and_not_before()
    {
        await using var ordered = await service.Listen<ErasureOrdered>();
        var (gone, recent) = (
            await registration.GivenMember(Kaiserslautern),
            await registration.GivenMember(Kaiserslautern)
        );
        foreach (var member in (Guid[])[gone, recent])
        {
            await registration.Say(Kaiserslautern, new MandateEnded(Kaiserslautern, member, 2));
        }

        await registration.Query(db =>
            db.Members.Where(row => row.Id == gone)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.DepartedAt, TimeProvider.System.GetUtcNow().AddDays(-91))
                )
        );

        // One run of all that share the database does it; another that comes meanwhile leaves it to that one.
        await Eventually.Holds(async () =>
        {
            await Retention.RunAsync<RegistrationDbContext>(service.Services, dryRun: false, CancellationToken.None);
            (await registration.Query(db => db.Members.AnyAsync(row => row.Id == gone))).ShouldBeFalse();
        });

        (await ordered.Next(order => order.MemberId == gone)).Cause.ShouldBe(ErasureCause.MandateEnded);
        (await registration.Query(db => db.Members.AnyAsync(row => row.Id == recent))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_mandate_that_comes_back_at_the_very_moment_is_not_erased()
    {
        var member = await registration.GivenMember(Kaiserslautern);
        await registration.Say(Kaiserslautern, new MandateEnded(Kaiserslautern, member, 2));
        await registration.Query(db =>
            db.Members.Where(row => row.Id == member)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.DepartedAt, TimeProvider.System.GetUtcNow().AddDays(-91))
                )
        );
        await using (
            var back = await HeldRows.HoldAsync(
                service.Database,
                $"update members set departed = false, departed_at = null where id = '{member}' returning id"
            )
        )
        {
            var run = Eventually.Holds(async () =>
            {
                await Retention.RunAsync<RegistrationDbContext>(
                    service.Services,
                    dryRun: false,
                    CancellationToken.None
                );
                (
                    await registration.Query(db => db.Members.AnyAsync(row => row.Id == member && !row.Departed))
                ).ShouldBeTrue();
            });
            await back.SomebodyWaitsAsync();
            await back.CommitAsync();
            await run;
        }

        (await registration.Query(db => db.Members.AnyAsync(row => row.Id == member))).ShouldBeTrue();
    }

    private Task<List<Guid>> AttendedAsync(Guid member) =>
        registration.Query(db =>
            db.Attendances.Where(row => row.MemberId == member).Select(row => row.SessionId).ToListAsync()
        );
}
