using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Deletes what members said about their accessibility needs on the day after the session, looking once an hour.
/// </summary>
internal sealed class ForgetAccessibilityNeeds(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<ForgetAccessibilityNeeds> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Counted from the session's end.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception fault)
                when (fault is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                logger.LogWarning(
                    "Accessibility needs were not deleted, the next hour tries again: {Reason}",
                    fault.Message
                );
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        var end = time.GetUtcNow() - Kept;
        await db
            .Seats.Where(seat =>
                seat.AccessibilityNeeds != null
                && db.Sessions.Any(session =>
                    session.Id == seat.SessionId
                    && (session.Cancelled || session.Start!.Value.AddMinutes(session.LengthMinutes) < end)
                )
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(seat => seat.AccessibilityNeeds, (string?)null),
                cancellationToken
            );
    }
}
