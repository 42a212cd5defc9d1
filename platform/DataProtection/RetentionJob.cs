using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.DataProtection;

/// <summary>
/// Runs the rules a minute after the start, when the service has settled, and every <c>Retention:EveryMinutes</c> (60).
/// </summary>
public sealed class RetentionJob<TDb>(
    IServiceProvider services,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<RetentionJob<TDb>> logger
) : BackgroundJob(logger, time)
    where TDb : DbContext
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private bool settled;

    protected override IEnumerable<Turn> Turns => [ApplyAsync];

    private async Task<TimeSpan> ApplyAsync(CancellationToken cancellationToken)
    {
        if (!settled)
        {
            settled = true;
            return AfterStart;
        }

        foreach (var result in await Retention.RunAsync<TDb>(services, dryRun: false, cancellationToken))
        {
            if (result.Rows > 0)
            {
                Logger.LogInformation(
                    "Retention rule {Rule} dealt with {Rows} rows of {Partner}",
                    result.Rule,
                    result.Rows,
                    result.Partner
                );
            }
        }

        return TimeSpan.FromMinutes(Math.Clamp(configuration.GetValue("Retention:EveryMinutes", 60), 1, 24 * 60));
    }
}
