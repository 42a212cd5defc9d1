using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// The lock under which a partner changes: what is decided from its row is still true when it is saved. Members may
/// come in meanwhile.
/// </summary>
internal static class PartnerLock
{
    /// <summary>Null: never admitted. Call it in a transaction.</summary>
    public static async Task<Partner?> LockPartnerAsync(
        this RegistrationDbContext db,
        string key,
        CancellationToken cancellationToken
    ) =>
        (
            await db
                .Partners.FromSql($"select * from partners where key = {key} for no key update")
                .ToListAsync(cancellationToken)
        ).SingleOrDefault();
}
