using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.OParl;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>
/// One city for all tests of the import, which run one after the other; each with a council information system of its
/// own.
/// </summary>
public sealed class OParlCity : IAsyncLifetime
{
    public City City { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        City = await City.StartAsync(new() { ["OParl:RetryAfter"] = "00:00:00", ["Partner:Name"] = "Musterstadt" });

    public ValueTask DisposeAsync() => City.DisposeAsync();

    /// <summary>Walks from the beginning or from where a walk with the same address stopped.</summary>
    public async Task<(OParlWalk Walk, CouncilPeople People)> WalkAsync(
        OParlServer server,
        string? body = null,
        string? council = null,
        Action<OParlSettings>? set = null,
        CancellationToken cancellationToken = default,
        string? address = null
    )
    {
        var settings = new OParlSettings { RetryAfter = TimeSpan.Zero, Tries = 2 };
        set?.Invoke(settings);
        await using var scope = City.Service.Services.CreateAsyncScope();
        var (db, options) = (
            scope.ServiceProvider.GetRequiredService<NotificationDbContext>(),
            Options.Create(settings)
        );
        using var http = new OParlHttp(options, City.Clock);
        var now = City.Clock.GetUtcNow();
        var walk = await OParlWalkStore.BeginAsync(
            db,
            OParlWalk.Command,
            new(address ?? server.System),
            body,
            council,
            now,
            cancellationToken
        );
        await new WalkOParl(
            http,
            options,
            scope.ServiceProvider.GetRequiredService<IOptions<Partner>>(),
            City.Clock
        ).RunAsync(db, walk.Id, _ => { }, cancellationToken);
        return (
            await db.OParlWalks.AsNoTracking().SingleAsync(row => row.Id == walk.Id, CancellationToken.None),
            await PeopleAsync(db, walk.Id)
        );
    }

    private async Task<CouncilPeople> PeopleAsync(NotificationDbContext db, Guid id) =>
        CouncilPeople.Of(
            await db.OParlWalks.AsNoTracking().SingleAsync(row => row.Id == id),
            await OParlWalkStore.ContentsAsync(db, id, CancellationToken.None),
            DateOnly.FromDateTime(City.Clock.GetUtcNow().UtcDateTime)
        );
}

[CollectionDefinition(Name)]
public sealed class OParlCollection : ICollectionFixture<OParlCity>
{
    public const string Name = "OParl";
}
