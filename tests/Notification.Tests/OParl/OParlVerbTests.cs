using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>The command as an administrator calls it, in a process of its own.</summary>
[Collection(OParlCollection.Name)]
public sealed class OParlVerbTests(OParlCity oparl) : IAsyncLifetime
{
    private OParlServer server = null!;

    private City City => oparl.City;

    public async ValueTask InitializeAsync() => server = await OParlServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task It_tries_imports_and_says_so_for_people_and_for_tools_and_what_is_private_is_nowhere()
    {
        var dry = await RunAsync("--dry-run", "--json");
        dry.ExitCode.ShouldBe(0, dry.Errors);
        var told = JsonNode.Parse(dry.Output)!;
        (told["dryRun"]!.GetValue<bool>(), told["taken"]!.GetValue<int>(), told["leftOut"]!.GetValue<int>()).ShouldBe(
            (true, 2, 2)
        );
        told["persons"]![3]!
            .ToJsonString()
            .ShouldBe(
                $$"""{"id":"{{server.Root}}/person/4","result":"leftOut","code":"not-in-council","""
                    + "\"message\":\"Die Person ist nicht Mitglied des Rates.\",\"isFault\":false}"
            );
        dry.Errors.ShouldContain("Personen gelesen");

        var run = await RunAsync();
        (run.ExitCode, run.Output.Split('\n')[1]).ShouldBe(
            (0, "Neu: 2, geändert: 0, unverändert: 0, ausgelassen: 2"),
            run.Errors
        );
        (
            await City.Query(db =>
                db.Members.CountAsync(member => member.Reference!.StartsWith($"oparl:{server.Root}"))
            )
        ).ShouldBe(2);

        (await DatabaseContents.ReadAsync(City.Service.Database))
            .Where(row => row.Row.Contains(OParlServer.Private))
            .ShouldBeEmpty();
        foreach (var text in (string[])[dry.Output, dry.Errors, run.Output, run.Errors])
        {
            text.ShouldNotContain(OParlServer.Private);
        }
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_where_it_was()
    {
        var (half, rest) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Json(
            "/persons",
            $$"""
            { "data": [ {{server.Person("k1", "Testina", "Kill", server.Seat("x"))}} ],
              "links": { "next": "{{server.Root}}/persons?page=2" } }
            """
        );
        server.On(
            "/persons?page=2",
            async context =>
            {
                half.TrySetResult();
                await rest
                    .Task.WaitAsync(context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await context.Response.WriteAsync($"[ {server.Person("k2", "Erwin", "Kill", server.Seat("x"))} ]");
            }
        );
        using (
            var killed = Process.Start(
                Killable.Program("Notification", City.Service.Settings, ["import", "oparl", server.System])
            )!
        )
        {
            await half.Task.WaitAsync(TimeSpan.FromMinutes(5));
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        rest.SetResult();
        server.Asked.Clear();
        var again = await RunAsync("--json");
        again.ExitCode.ShouldBe(0, again.Errors);
        again.Errors.ShouldContain("Es geht weiter, wo der letzte Aufruf war");
        JsonNode.Parse(again.Output)!["taken"]!.GetValue<int>().ShouldBe(2);
        server.Asked.ShouldBe(["/persons?page=2"]);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_with_exit_code_2_and_people_left_out_with_1()
    {
        foreach (
            var wrong in (string[][])
                [
                    ["import", "oparl", server.System, "--dryrun"],
                    ["import", "oparl", "http://ris.example/"],
                ]
        )
        {
            (await Killable.RunAsync("Notification", City.Service.Settings, wrong)).ShouldSatisfyAllConditions(
                run => run.ExitCode.ShouldBe(2),
                run => run.Output.ShouldBe(""),
                run => run.Errors.ShouldNotBeEmpty()
            );
        }

        (await RunAsync("--body", "99999999")).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(2),
            run => run.Errors.ShouldContain("Stadt Musterstadt (07312000)")
        );

        server.Persons(
            server.Person("1", "Testina", "Ganz", server.Seat("x")),
            server.Person("2", "", "Halb", server.Seat("x")).Replace("\"name\"", "\"naem\"")
        );
        var run = await RunAsync("--body", "07312000", "--organization", "Stadtrat", "--dry-run");
        (run.ExitCode, run.Output).ShouldSatisfyAllConditions(
            it => it.ExitCode.ShouldBe(1),
            it => it.Output.ShouldContain("Vorname oder Nachname fehlt")
        );
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] more) =>
        Killable.RunAsync("Notification", City.Service.Settings, ["import", "oparl", server.System, .. more]);
}
