using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Notification.Starting;

namespace Stadtgespraeche.Notification.Jobs;

/// <summary>
/// Runs all <see cref="TimedJobs"/>, one after the other, every <c>Planning:Seconds</c>, 10 unless set. A fault ends
/// the round, and the next begins anew.
/// </summary>
public sealed class RunJobs(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    PrepareAtStart start,
    ILogger<RunJobs> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Only then it is known whether this database is an old one, whose counts the hub is ahead of.
        await start.Prepared.WaitAsync(stoppingToken);
        var period = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Planning:Seconds", 10), 1, 3600));
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunRoundAsync(stoppingToken);
            await Task.Delay(period, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunRoundAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var turn = ActivatorUtilities.CreateInstance<JobTurn>(scope.ServiceProvider);
        foreach (var job in TimedJobs.All)
        {
            var name = job.Method.DeclaringType?.Name;
            try
            {
                await job(turn, cancellationToken);
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                log.LogWarning("{Job} waits for the database: {Reason}", name, e.Message);
                return;
            }
        }
    }
}
