using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Measures how many seats are booked and how many people wait at coming sessions, over all replicas; never who.
/// </summary>
internal sealed class SeatWatch : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;
    private readonly ILogger<SeatWatch> logger;
    private Counts counts = new(0, 0);

    public SeatWatch(IServiceScopeFactory scopes, TimeProvider time, IMeterFactory meters, ILogger<SeatWatch> logger)
    {
        (this.scopes, this.time, this.logger) = (scopes, time, logger);
        var meter = meters.Create("Stadtgespraeche.Registration");
        meter.CreateObservableGauge("seats.booked", () => counts.Booked, "{seat}", "Seats taken at coming sessions");
        meter.CreateObservableGauge(
            "seats.waiting",
            () => counts.Waiting,
            "{member}",
            "Places on waiting lists of coming sessions"
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CountAsync(stoppingToken);
            }
            catch (Exception fault)
                when (fault is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                logger.LogInformation("Seats were not counted: {Reason}", fault.Message);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        var now = time.GetUtcNow();
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
    }

    private sealed record Counts(int Booked, int Waiting);
}
