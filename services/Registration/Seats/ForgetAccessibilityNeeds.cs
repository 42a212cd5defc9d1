using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Deletes what members said about their accessibility needs on the day after the session, looking once an hour.
/// </summary>
internal sealed class ForgetAccessibilityNeeds(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<ForgetAccessibilityNeeds> logger
) : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Counted from the session's end.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override IEnumerable<Turn> Turns => [ForgetAsync];

    private async Task<TimeSpan> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        var end = Time.GetUtcNow() - Kept;
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
        return Interval;
    }
}
