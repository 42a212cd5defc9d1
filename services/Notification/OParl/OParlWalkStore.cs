using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>Begins walks, and keeps and gives back what their pages held.</summary>
public static class OParlWalkStore
{
    /// <summary>How long a stopped or unconfirmed walk may be gone on with; then everything is read anew.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>
    /// The walk that was begun with the same wishes and is not too old, else a new one in place of the last.
    /// </summary>
    public static async Task<OParlWalk> BeginAsync(
        NotificationDbContext db,
        string origin,
        Uri address,
        string? body,
        string? council,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended('oparl begin', 0))",
            cancellationToken
        );
        var walk = await db.OParlWalks.SingleOrDefaultAsync(walk => walk.Origin == origin, cancellationToken);
        var same =
            walk is not null
            && walk.State != OParlWalkState.Taken
            && walk.Address == address.AbsoluteUri
            && walk.StartedAt > now - Life
            && (walk.WantedBody == body || walk.Body is null)
            && (walk.WantedCouncil == council || walk.Council is null);
        if (same)
        {
            (walk!.WantedBody, walk.WantedCouncil) = (body, council);
            if (walk.State == OParlWalkState.Stopped)
            {
                (walk.State, walk.Fault) = (OParlWalkState.Walking, null);
            }
        }
        else
        {
            await db.OParlWalks.Where(old => old.Origin == origin).ExecuteDeleteAsync(cancellationToken);
            db.ChangeTracker.Clear();
            walk = new OParlWalk
            {
                Id = Guid.CreateVersion7(now),
                Origin = origin,
                Address = address.AbsoluteUri,
                WantedBody = body,
                WantedCouncil = council,
                StartedAt = now,
            };
            db.Add(walk);
            db.Add(
                new OParlPage
                {
                    WalkId = walk.Id,
                    List = OParlList.Start,
                    Address = walk.Address,
                    Single = false,
                }
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return walk;
    }

    /// <summary>Everything that was read so far, in the order of reading.</summary>
    public static async Task<List<OParlContent>> ContentsAsync(
        NotificationDbContext db,
        Guid walk,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await db
                    .OParlPages.AsNoTracking()
                    .Where(page => page.WalkId == walk && page.Content != null)
                    .OrderBy(page => page.List)
                    .ThenBy(page => page.Id)
                    .Select(page => page.Content!)
                    .ToListAsync(cancellationToken)
            ).Select(json => JsonSerializer.Deserialize<OParlContent>(json)!),
        ];

    public static Task<int> ForgetAsync(NotificationDbContext db, Guid walk, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        return db.OParlWalks.Where(row => row.Id == walk).ExecuteDeleteAsync(cancellationToken);
    }

    public static string Json(OParlContent content) => JsonSerializer.Serialize(content);
}
