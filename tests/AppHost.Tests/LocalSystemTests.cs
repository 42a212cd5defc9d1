using System.Diagnostics;
using System.Globalization;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.AppHost.Tests;

/// <summary>The local system as the dashboard drives it: it starts, is repaired and invites people.</summary>
public sealed class LocalSystemTests(RunningAppHost system) : IClassFixture<RunningAppHost>
{
    [Fact]
    public async Task All_processes_become_healthy_and_the_portal_answers()
    {
        var status = system
            .Status()
            .Select(line => line.Split('\t')[..2])
            .ToDictionary(line => line[0], line => line[1]);
        foreach (var service in (string[])["registration-1", "scheduling-2", "knowledge-1", "portal-2", "gateway"])
        {
            status[service].ShouldBe("Healthy");
        }

        status["notification-bamberg"].ShouldBe("Healthy");
        status["import-rhein-neckar"].ShouldBe("Finished (0)");
        status.Keys.ShouldNotContain(name => name.Contains("rebuilder"));
        using var portal = system.App.CreateHttpClient("gateway", "http");
        (await portal.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await portal.GetAsync("/api/docs")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("scheduling")]
    [InlineData("notification-bamberg")]
    public async Task A_process_that_is_killed_is_shown_as_failed_and_can_be_started_again(string service)
    {
        var (id, running) = await system.Process(service, (_, process) => Pid(process) is not null);
        using (var process = Process.GetProcessById(Pid(running)!.Value))
        {
            process.Kill();
        }

        var (_, killed) = await system.Process(
            service,
            (other, process) => other == id && process.ExitCode is not null
        );
        killed.ExitCode.ShouldNotBe(0);
        KnownResourceStates.TerminalStates.ShouldContain(killed.State!.Text);
        killed
            .Commands.Single(command => command.Name == KnownResourceCommands.StartCommand)
            .State.ShouldBe(ResourceCommandState.Enabled);
        await Eventually.Holds(() => Failed().Count().ShouldBe(1));

        (
            await system.App.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.StartCommand)
        ).Success.ShouldBeTrue();
        var (_, again) = await system.Process(
            service,
            (other, process) =>
                other == id
                && process.State?.Text == KnownResourceStates.Running
                && process.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        );
        Pid(again).ShouldNotBe(Pid(running));
        await Eventually.Holds(() => Failed().ShouldBeEmpty());

        IEnumerable<string> Failed() =>
            system.Status().Where(line => line.StartsWith(service) && line.Contains($"Finished ({killed.ExitCode})"));
    }

    [Theory]
    [InlineData("hub", "organiser")]
    [InlineData("bamberg", "administrator")]
    public async Task An_invitation_is_shown_to_who_asked_for_it_and_stands_in_no_log(string group, string command)
    {
        var name = new InteractionInput
        {
            Name = "name",
            InputType = InputType.Text,
            Value = "Erika Beispiel",
        };
        var result = await system.App.ResourceCommands.ExecuteCommandAsync(
            group,
            command,
            new InteractionInputCollection([name])
        );

        result.Success.ShouldBeTrue($"{result.Message} {result.Data?.Value}");
        var link = result.Data!.Value.Split().Single(word => word.StartsWith("http://localhost:"));
        result.Data.DisplayImmediately.ShouldBeTrue();
        foreach (var log in Directory.GetFiles(Path.Combine(system.Local, "logs")))
        {
            await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            (await new StreamReader(stream).ReadToEndAsync()).ShouldNotContain(link.Split('/', '=')[^1]);
        }
    }

    private static int? Pid(CustomResourceSnapshot process) =>
        process.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid
            ? Convert.ToInt32(pid, CultureInfo.InvariantCulture)
            : null;
}
