using Npgsql;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>Deletes sign-ins that have ended, once an hour; several replicas may do it at once.</summary>
internal sealed partial class ForgetEndedSignIns(
    SignedInBrowsers browsers,
    TimeProvider time,
    ILogger<ForgetEndedSignIns> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await browsers.ForgetEndedAsync(stoppingToken);
            }
            catch (Exception e)
                when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                LogLater(e.GetType().Name);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Ended sign-ins were not deleted, the next hour tries again: {Reason}")]
    private partial void LogLater(string reason);
}
