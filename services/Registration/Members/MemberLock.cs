using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Registration.Members;

internal static class MemberLock
{
    /// <summary>
    /// Locks the member's row, which the first word about a member makes (version 0, without name). Null: another
    /// partner has this member, the partner was never admitted, or the member was erased and does not come back under
    /// this id.
    /// </summary>
    public static async Task<Member?> LockMemberAsync(
        this RegistrationDbContext db,
        string partner,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (await db.LockPersonAsync(id, cancellation))
        {
            return null;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO members (id, partner, version, display_name, departed, departed_at)
            SELECT {id}, key, 0, '', true, now() FROM partners WHERE key = {partner} ON CONFLICT DO NOTHING
            """,
            cancellation
        );
        var found = await db
            .Members.FromSql($"SELECT * FROM members WHERE id = {id} AND partner = {partner} FOR UPDATE")
            .ToListAsync(cancellation);
        return found.SingleOrDefault();
    }
}
