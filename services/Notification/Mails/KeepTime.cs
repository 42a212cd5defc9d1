using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Notification.Starting;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// What happens because time passes: mandates end, reminders become due, leases of dead senders expire, corrections are
/// confirmed, requests for membership are recalled or end, erasures whose statement is out are carried out, an
/// unanswered resend is asked for again; also plans what two messages at once could not see of each other. Every
/// <c>Planning:Seconds</c>, 10 unless set.
/// </summary>
public sealed class KeepTime(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    IOptions<Partner> partner,
    PlanMails plan,
    TimeProvider time,
    IConfiguration configuration,
    PrepareAtStart start,
    ILogger<KeepTime> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Only then it is known whether this database is an old one, whose counts the hub is ahead of.
        await start.Prepared.WaitAsync(stoppingToken);
        var period = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Planning:Seconds", 10), 1, 3600));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                log.LogWarning("Planning waits for the database: {Reason}", e.Message);
            }

            await Task.Delay(period, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
            await RequestResend.AgainWhenOverdueAsync(db, partner.Value.Key, time.GetUtcNow(), cancellationToken);
            await EndMandates.HandleAsync(db, partner.Value.Key, time.Today(), cancellationToken);
            await FinishCorrections.HandleAsync(db, time.GetUtcNow(), cancellationToken);
            await KeepRequests.HandleAsync(db, partner.Value, time.GetUtcNow(), cancellationToken);
            await FinishErasures.HandleAsync(db, partner.Value.Key, time.GetUtcNow(), cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await plan.ForAllAsync(db, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await ReclaimMails.ExpiredAsync(database, time.GetUtcNow(), cancellationToken);
        await ObserveAsync(cancellationToken);
    }

    private async Task ObserveAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select count(*), min(due) from mails where status in ('Queued', 'Sending')"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var oldest = reader.IsDBNull(1) ? time.GetUtcNow() : reader.GetFieldValue<DateTimeOffset>(1);
        MailMetrics.Observe(reader.GetInt64(0), Math.Max(0, (time.GetUtcNow() - oldest).TotalSeconds));
    }
}
