using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.OParl;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>Reads and takes in the same steps as the command and the page do.</summary>
internal static class OParlImport
{
    public static async Task<OParlReport> RunAsync(
        City city,
        OParlServer server,
        bool dryRun = false,
        Action<OParlWalk>? progress = null
    )
    {
        await using var scope = city.Service.Services.CreateAsyncScope();
        var (services, cancellationToken) = (scope.ServiceProvider, CancellationToken.None);
        var db = services.GetRequiredService<NotificationDbContext>();
        var walk = await OParlWalkStore.BeginAsync(
            db,
            OParlWalk.Command,
            new(server.System),
            null,
            null,
            city.Clock.GetUtcNow(),
            cancellationToken
        );
        await services.GetRequiredService<WalkOParl>().RunAsync(db, walk.Id, progress ?? (_ => { }), cancellationToken);
        walk.Fault.ShouldBeNull();
        var report = await TakeCouncil.HandleAsync(
            db,
            services.GetRequiredService<Tombstones>(),
            City.Key,
            walk.Id,
            dryRun,
            DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime),
            null,
            cancellationToken
        );
        return report;
    }
}
