using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>Deletes sign-ins that have ended, once an hour; several replicas may do it at once.</summary>
internal sealed class ForgetEndedSignIns(
    SignedInBrowsers browsers,
    TimeProvider time,
    ILogger<ForgetEndedSignIns> logger
) : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override IEnumerable<Turn> Turns => [ForgetAsync];

    private async Task<TimeSpan> ForgetAsync(CancellationToken cancellationToken)
    {
        await browsers.ForgetEndedAsync(cancellationToken);
        return Interval;
    }
}
