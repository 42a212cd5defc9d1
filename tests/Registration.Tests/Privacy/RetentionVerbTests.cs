using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Registration.Attendance;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Sessions;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Privacy;

/// <summary>The verb as an operator calls it: in a process of its own, by its output and its exit code.</summary>
public sealed class RetentionVerbTests : IAsyncLifetime
{
    private const string Partner = "bamberg";
    private ServiceUnderTest<Program> service = null!;

    /// <summary>
    /// A database of its own, where nobody else deletes, as the service's own job stands still: one attendance at a
    /// session a year and a day ago.
    /// </summary>
    public async ValueTask InitializeAsync()
    {
        service = await ServiceUnderTest<Program>.StartAsync(configure: services =>
            services.Remove(
                services.Single(hosted => hosted.ImplementationType == typeof(RetentionJob<RegistrationDbContext>))
            )
        );
        var (session, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Query(async db =>
        {
            db.Add(new Partner { Key = Partner, Name = "Bamberg" });
            db.Add(
                new Member
                {
                    Id = member,
                    Partner = Partner,
                    DisplayName = "Erika Beispiel",
                }
            );
            db.Add(
                new Session
                {
                    Id = session,
                    Version = 1,
                    Start = TimeProvider.System.GetUtcNow().AddDays(-366),
                }
            );
            db.Add(
                new AttendanceRecord
                {
                    SessionId = session,
                    MemberId = member,
                    Attended = true,
                    Version = 1,
                }
            );
            return await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing_and_the_run_says_what_it_deleted_and_why()
    {
        var dry = await RunAsync("retention", "--dry-run", "--json");
        (dry.ExitCode, dry.Errors).ShouldBe((0, ""));
        JsonNode.Parse(dry.Output)!["dryRun"]!.GetValue<bool>().ShouldBeTrue();
        Line(dry.Output).ShouldBe((1, 365, "Die Teilnahme wird nur noch als Zahl gebraucht (Frist: 365 Tage)"));
        (await RunAsync("retention", "--dry-run")).Output.ShouldContain("Probelauf, nichts wurde gelöscht");
        (await AttendancesAsync(), await ReportedAsync()).ShouldBe((1, 0L));

        var run = await RunAsync("retention", "--json");
        run.ExitCode.ShouldBe(0);
        JsonNode.Parse(run.Output)!["dryRun"]!.GetValue<bool>().ShouldBeFalse();
        Line(run.Output).Rows.ShouldBe(1);
        (await AttendancesAsync(), await ReportedAsync()).ShouldBe((0, 1L));

        var again = await RunAsync("retention");
        again.ExitCode.ShouldBe(0);
        again.Output.ShouldContain("Gelöscht oder anonymisiert:");
        (await ReportedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_mistyped_call_and_a_limit_beyond_the_platforms_delete_nothing()
    {
        foreach (var argument in (string[])["--dryrun", "--Dry-Run", "bamberg"])
        {
            var (exitCode, output, errors) = await RunAsync("retention", argument);
            (exitCode, output).ShouldBe((2, ""), argument);
            errors.ShouldContain("Nichts wurde gelöscht");
        }

        var settings = new Dictionary<string, string>(service.Settings)
        {
            [$"Retention:Partners:{Partner}:AttendanceDays"] = "366",
        };
        (await Killable.RunAsync("Registration", settings, "retention")).ExitCode.ShouldNotBe(0);
        (await AttendancesAsync(), await ReportedAsync()).ShouldBe((1, 0L));
    }

    private static (int Rows, int Days, string Reason) Line(string output)
    {
        var line = JsonNode.Parse(output)!["results"]!
            .AsArray()
            .Single(line => line!.Text("rule") == "attendance" && line!.Text("partner") == Partner)!;
        return (line["rows"]!.GetValue<int>(), line["days"]!.GetValue<int>(), line.Text("reason"));
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        Killable.RunAsync("Registration", service.Settings, arguments);

    private Task<int> AttendancesAsync() => Query(db => db.Attendances.CountAsync());

    private Task<long> ReportedAsync() =>
        Query(db => db.Set<RetentionReport>().Where(row => row.Rule == "attendance").SumAsync(row => row.Rows));

    private async Task<T> Query<T>(Func<RegistrationDbContext, Task<T>> query)
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<RegistrationDbContext>());
    }
}
