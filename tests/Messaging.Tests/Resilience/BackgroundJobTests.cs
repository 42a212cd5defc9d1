using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Stadtgespraeche.Resilience;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests.Resilience;

public sealed class BackgroundJobTests
{
    [Fact]
    public async Task Whatever_a_turn_throws_the_next_one_comes_and_the_process_lives()
    {
        Exception[] faults =
        [
            new InvalidOperationException(
                "x",
                new DbUpdateException("x", new PostgresException("x", "x", "x", "57P01"))
            ),
            new NullReferenceException("Erika Muster"),
            new OperationCanceledException("a time limit of its own"),
        ];
        var turns = 0;
        using var host = Start(
            _ => turns++ < faults.Length ? throw faults[turns - 1] : Task.FromResult(TimeSpan.FromMilliseconds(1)),
            out var log
        );
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();

        await Eventually.Holds(() => turns.ShouldBeGreaterThan(faults.Length + 3));

        lifetime.ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        log.Lines.ShouldContain(line => line.Contains("surroundings") && line.Contains("PostgresException 57P01"));
        log.Lines.ShouldAllBe(line => !line.Contains("Erika"));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_job_that_is_done_has_no_more_turns()
    {
        var turns = 0;
        using var host = Start(
            _ =>
            {
                turns++;
                return Task.FromResult(BackgroundJob.Done);
            },
            out _
        );

        await Eventually.Holds(() => turns.ShouldBe(1));
        await host.StopAsync();
        turns.ShouldBe(1);
    }

    private static IHost Start(Turn turn, out CapturedLog log)
    {
        var captured = log = new CapturedLog();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(captured);
        builder.Services.AddHostedService(services => new Job(turn, services.GetRequiredService<ILogger<Job>>()));
        var host = builder.Build();
        host.Start();
        return host;
    }

    private sealed class Job(Turn turn, ILogger<Job> logger) : BackgroundJob(logger, TimeProvider.System)
    {
        protected override IEnumerable<Turn> Turns => [turn];
    }
}
