using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Impulses;

internal static class ImpulseLock
{
    /// <summary>Takes the row lock under which an impulse changes; null when there is no such impulse.</summary>
    public static async Task<Impulse?> LockImpulseAsync(
        this SchedulingDbContext db,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        (
            await db
                .Impulses.FromSql($"select * from impulses where id = {id} for update")
                .ToListAsync(cancellationToken)
        ).SingleOrDefault();

    /// <summary>The same for organisers, who see no drafts.</summary>
    public static async Task<Impulse?> LockHandedInAsync(
        this SchedulingDbContext db,
        Guid id,
        CancellationToken cancellationToken
    ) => await db.LockImpulseAsync(id, cancellationToken) is { HandedInAt: not null } impulse ? impulse : null;

    public static Task<List<ImpulseMessage>> MessagesAsync(
        this SchedulingDbContext db,
        Guid id,
        CancellationToken cancellationToken
    ) => db.ImpulseMessages.Where(message => message.ImpulseId == id).ToListAsync(cancellationToken);
}
