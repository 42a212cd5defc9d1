using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stadtgespraeche.Resilience;

/// <summary>
/// One turn of a job. The answer is how long it rests until the next; zero goes on at once, <see cref="BackgroundJob.Done"/>
/// ends it for good.
/// </summary>
public delegate Task<TimeSpan> Turn(CancellationToken cancellationToken);

/// <summary>
/// The one loop of every background job: turn after turn until the process stops. Whatever a turn throws, the next one
/// comes, after rests that grow from a fifth of a second to <see cref="LongestRest"/>; nothing ends the process. Rests
/// between turns go by <see cref="Time"/>, those after a fault by the real clock.
/// </summary>
public abstract class BackgroundJob(ILogger logger, TimeProvider time) : BackgroundService
{
    /// <summary>The answer of a turn after which there is nothing more to do.</summary>
    public static readonly TimeSpan Done = Timeout.InfiniteTimeSpan;

    private const double FirstRest = 0.2;

    protected ILogger Logger { get; } = logger;

    protected TimeProvider Time { get; } = time;

    /// <summary>One loop runs for each of them, side by side.</summary>
    protected abstract IEnumerable<Turn> Turns { get; }

    protected virtual TimeSpan LongestRest => TimeSpan.FromSeconds(30);

    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Turns.Select(turn => Task.Run(() => RunAsync(turn, stoppingToken), CancellationToken.None)));

    /// <summary>A turn failed; the base class only writes it to the log.</summary>
    protected virtual void Failed(Exception fault, int failures)
    {
        // A fault that stays is written again at 1, 2, 4, 8 … failures in a row.
        if ((failures & (failures - 1)) != 0)
        {
            return;
        }

        var (job, reason) = (GetType().Name, InfrastructureFault.Name(fault));
        if (InfrastructureFault.Is(fault))
        {
            Logger.LogWarning("{Job} waits until its surroundings are back: {Reason}", job, reason);
        }
        else
        {
            // Where it happened, but not the fault's own text: that may quote what stands in a row.
            var place = InfrastructureFault.Chain(fault).Last().StackTrace;
            Logger.LogError("{Job} failed and tries again: {Reason} {Place}", job, reason, place);
        }
    }

    private async Task RunAsync(Turn turn, CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested; )
        {
            try
            {
                var rest = await turn(stopping);
                failures = 0;
                if (rest == Done)
                {
                    return;
                }

                await Task.Delay(rest, Time, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Failed(fault, ++failures);
                await Task.Delay(RestAfter(failures), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan RestAfter(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, FirstRest * Math.Pow(2, Math.Min(failures - 1, 16))));
}
