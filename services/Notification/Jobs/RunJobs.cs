using Stadtgespraeche.Notification.Starting;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Notification.Jobs;

/// <summary>
/// Runs all <see cref="TimedJobs"/>, one after the other, every <c>Planning:Seconds</c>, 10 unless set. A fault of one
/// job does not hold up the others; while the database is away the round ends, and the next begins anew.
/// </summary>
public sealed class RunJobs(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    PrepareAtStart start,
    TimeProvider time,
    ILogger<RunJobs> log
) : BackgroundJob(log, time)
{
    private readonly TimeSpan period = TimeSpan.FromSeconds(
        Math.Clamp(configuration.GetValue("Planning:Seconds", 10), 1, 3600)
    );

    protected override IEnumerable<Turn> Turns => [RunRoundAsync];

    protected override TimeSpan LongestRest => period;

    private async Task<TimeSpan> RunRoundAsync(CancellationToken cancellationToken)
    {
        // Only then it is known whether this database is an old one, whose counts the hub is ahead of.
        await start.Prepared.WaitAsync(cancellationToken);
        var faults = new List<Exception>();
        foreach (var job in TimedJobs.All)
        {
            var name = job.Method.DeclaringType?.Name;
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await job(ActivatorUtilities.CreateInstance<JobTurn>(scope.ServiceProvider), cancellationToken);
            }
            catch (Exception fault) when (!InfrastructureFault.Is(fault) && !cancellationToken.IsCancellationRequested)
            {
                Logger.LogWarning("{Job} failed, the others go on", name);
                faults.Add(fault);
            }
        }

        return faults.Count == 0 ? period : throw new AggregateException(faults);
    }
}
