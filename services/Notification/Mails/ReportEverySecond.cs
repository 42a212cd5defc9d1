using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Notification.Resends;

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
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var held = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
                held = await FinishResend.HandleAsync(db, partner.Value.Key, time, stoppingToken);
                db.ChangeTracker.Clear();
                await ReportDeliveries.HandleAsync(db, partner.Value.Key, stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                log.LogWarning("Deliveries cannot be reported yet: {Reason}", e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(held ? 0.2 : 1), stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
