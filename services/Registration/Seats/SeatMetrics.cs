using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Measures how many seats are booked and how many people wait at coming sessions, over all replicas; never who.
/// </summary>
internal sealed class SeatMetrics : BackgroundJob
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly IServiceScopeFactory scopes;
    private Counts counts = new(0, 0);

    public SeatMetrics(
        IServiceScopeFactory scopes,
        TimeProvider time,
        IMeterFactory meters,
        ILogger<SeatMetrics> logger
    )
        : base(logger, time)
    {
        this.scopes = scopes;
        var meter = meters.Create("Stadtgespraeche.Registration");
        meter.CreateObservableGauge("seats.booked", () => counts.Booked, "{seat}", "Seats taken at coming sessions");
        meter.CreateObservableGauge(
            "seats.waiting",
            () => counts.Waiting,
            "{member}",
            "Places on waiting lists of coming sessions"
        );
    }

    protected override IEnumerable<Turn> Turns => [CountAsync];

    private async Task<TimeSpan> CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        var now = Time.GetUtcNow();
        var coming = db.Sessions.Where(session =>
            !session.Cancelled && session.Start!.Value.AddMinutes(session.LengthMinutes) > now
        );
        counts =
            await coming
                .GroupBy(_ => 1)
                .Select(all => new Counts(
                    all.Sum(session => session.OnSite.Taken + session.Online.Taken),
                    all.Sum(session => session.OnSite.Waiting + session.Online.Waiting)
                ))
                .SingleOrDefaultAsync(cancellationToken)
            ?? new Counts(0, 0);
        return Interval;
    }

    private sealed record Counts(int Booked, int Waiting);
}
