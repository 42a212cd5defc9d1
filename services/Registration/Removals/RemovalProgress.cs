using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>Takes the answers to a removal; they may come twice, late and in any order.</summary>
internal static class RemovalProgress
{
    /// <summary>False: there is no such part, or it was never ordered, so it cannot be done.</summary>
    public static async Task<bool> CompleteRemovalPartAsync(
        this RegistrationDbContext db,
        Guid id,
        string owner,
        string? partner,
        IReadOnlyDictionary<string, int> counts,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"select from partner_removals where id = {id} for update",
            cancellationToken
        );
        if (
            await db.Removals.Include(row => row.Parts).SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
                is not { } removal
            || (partner is not null && removal.Partner != partner)
            || removal.Parts.Find(part => part.Owner == owner) is not { OrderedAt: not null } part
        )
        {
            return false;
        }

        if (part.CompletedAt is null)
        {
            (part.CompletedAt, part.Counts) = (now, await db.SumAsync(id, owner, counts, cancellationToken));
        }

        return true;
    }

    /// <summary>
    /// What the members' erasures deleted at one owner of data, together with what was deleted of the partner itself;
    /// without zeros.
    /// </summary>
    public static async Task<Dictionary<string, int>> SumAsync(
        this RegistrationDbContext db,
        Guid id,
        string owner,
        IReadOnlyDictionary<string, int> counts,
        CancellationToken cancellationToken
    )
    {
        var parts = await db
            .Erasures.Where(row => row.RemovalId == id)
            .SelectMany(row => row.Parts)
            .Where(part => part.Owner == owner)
            .Select(part => part.Counts)
            .ToListAsync(cancellationToken);
        return parts
            .SelectMany(part => part)
            .Concat(counts)
            .GroupBy(pair => pair.Key)
            .Select(table => KeyValuePair.Create(table.Key, table.Sum(pair => pair.Value)))
            .Where(pair => pair.Value > 0)
            .ToDictionary();
    }
}
