using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Privacy;

/// <summary>
/// The verbs as a city's operator calls them: in a process of their own, by their output and their exit code.
/// </summary>
public sealed class VerbsTests
{
    [Fact]
    public async Task Retention_counts_in_a_dry_run_and_else_deletes_and_says_why()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        await city.Query(db =>
            db.Members.Where(row => row.Id == member)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(
                        row => row.MandateUntil,
                        DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime).AddDays(-92)
                    )
                )
        );
        // Not due by the clock of the service that runs, so that its own job leaves the row to the verbs.
        city.Clock.Advance(TimeSpan.FromDays(-30));

        var dry = await RunAsync(city, "retention", "--dry-run", "--json");
        (dry.ExitCode, dry.Errors).ShouldBe((0, ""));
        Rows(dry.Output).ShouldBe((true, 1));
        (await city.Query(db => db.Members.AnyAsync(row => row.Email == address))).ShouldBeTrue();
        (await city.Query(db => db.Set<RetentionReport>().CountAsync())).ShouldBe(0);

        var wrong = await RunAsync(city, "retention", "--dryrun");
        (wrong.ExitCode, wrong.Output).ShouldBe((2, ""));
        (await city.Query(db => db.Members.AnyAsync(row => row.Email == address))).ShouldBeTrue();

        var run = await RunAsync(city, "retention", "--json");
        run.ExitCode.ShouldBe(0);
        Rows(run.Output).ShouldBe((false, 1));
        run.Output.ShouldNotContain(address);
        (await city.Query(db => db.Members.AnyAsync(row => row.Email == address))).ShouldBeFalse();
        (
            await city.Query(db => db.Set<RetentionReport>().SingleAsync(row => row.Rule == "mandate-ended"))
        ).Reason.ShouldContain("90 Tage");
    }

    [Fact]
    public async Task Readmit_lets_the_next_import_take_a_person_who_was_erased()
    {
        await using var city = await City.StartAsync();
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        var (member, address) = await city.Member();
        var reference = address.Split('@')[0];
        await city.Hear(new ErasureOrdered(City.Key, Guid.CreateVersion7(), member, ErasureCause.Requested, []));
        await erased.Next(_ => true);
        var line = $"Kennung;Vorname;Nachname;E-Mail\n{reference};Testina;Musterfrau;{address}";
        (await city.Import(line)).Erased.ShouldBe(1);

        (await RunAsync(city, "readmit", reference)).ExitCode.ShouldBe(2);
        (await RunAsync(city, "readmit", "andere", "andere@rat.example", "--json")).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(1),
            run => JsonNode.Parse(run.Output)!["removed"]!.GetValue<int>().ShouldBe(0)
        );
        (await city.Import(line)).Erased.ShouldBe(1);

        var lifted = await RunAsync(city, "readmit", reference, address.ToUpperInvariant(), "--json");
        lifted.ExitCode.ShouldBe(0);
        JsonNode.Parse(lifted.Output)!["removed"]!.GetValue<int>().ShouldBe(2);
        (lifted.Output + lifted.Errors).ShouldNotContain(reference);
        (await RunAsync(city, "readmit", reference, address)).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(1),
            run => run.Output.ShouldContain("keinen Sperrvermerk")
        );
        var report = await city.Import(line);
        (report.Added, report.Erased).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Ten_thousand_lines_are_imported_from_the_command_line_with_progress_and_a_line_for_each()
    {
        await using var city = await City.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            "Kennung;Vorname;Nachname;Mail\n"
                + string.Concat(
                    Enumerable
                        .Range(1, 10_000)
                        .Select(line =>
                            $"{line};Lise;Liste{line};{(line % 100 == 0 ? $"lise{line}@rat.example" : line % 1000 == 1 ? "falsch" : "")}\n"
                        )
                )
        );
        var dry = await RunAsync(city, "import", "csv", file, "--dry-run", "--json");
        dry.ExitCode.ShouldBe(1);
        var lines = JsonNode.Parse(dry.Output)!["lines"]!.AsArray();
        (lines.Count, lines[0]!["code"]!.GetValue<string>(), lines[1]!["result"]!.GetValue<string>()).ShouldBe(
            (10_000, "address-invalid", "taken")
        );
        (await city.Query(db => db.Members.CountAsync())).ShouldBe(0);

        var run = await RunAsync(city, "import", file);
        (run.ExitCode, run.Errors.Contains("9000 von 9990 bearbeitet"), run.Errors.Contains("10000 gelesen")).ShouldBe(
            (1, true, true),
            run.Errors
        );
        run.Output.ShouldContain("Neu: 9990, geändert: 0, unverändert: 0, ausgelassen: 10");
        run.Output.ShouldContain("Zeile 2: Die E-Mail-Adresse ist keine gültige Adresse.");
        (await city.Query(db => db.Members.CountAsync())).ShouldBe(9990);
        (await city.Query(db => db.Members.CountAsync(member => member.Version == 1))).ShouldBe(100);

        (await RunAsync(city, "import", "csv", file, "--dryrun")).ExitCode.ShouldBe(2);
        File.Delete(file);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(City city, params string[] arguments) =>
        Killable.RunAsync("Notification", city.Service.Settings, arguments);

    private static (bool DryRun, int Rows) Rows(string output)
    {
        var told = JsonNode.Parse(output)!;
        return (
            told["dryRun"]!.GetValue<bool>(),
            told["results"]!.AsArray().Single(line => line!["rule"]!.GetValue<string>() == "mandate-ended")![
                "rows"
            ]!.GetValue<int>()
        );
    }
}
