using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Runs <see cref="ReportDeliveries"/> once a second, a batch at a time: mails go first. And looks whether a resend is
/// over, for which mails may be waiting.
/// </summary>
public sealed class ReportEverySecond(
    IServiceScopeFactory scopes,
    IOptions<Partner> partner,
    TimeProvider time,
    ILogger<ReportEverySecond> log
) : BackgroundJob(log, time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileHeld = TimeSpan.FromSeconds(0.2);

    protected override IEnumerable<Turn> Turns => [ReportAsync];

    private async Task<TimeSpan> ReportAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        var held = await FinishResend.HandleAsync(db, partner.Value.Key, Time, cancellationToken);
        db.ChangeTracker.Clear();
        await ReportDeliveries.HandleAsync(db, partner.Value.Key, cancellationToken);
        return held ? WhileHeld : Period;
    }
}
