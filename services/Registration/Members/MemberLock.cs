using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Registration.Members;

internal static class MemberLock
{
    /// <summary>
    /// Locks the member's row, which the first message about a member makes (version 0, without name). Null: another
    /// partner has this member, the partner was never admitted, or the member was erased and does not come back under
    /// this id.
    /// </summary>
    public static async Task<Member?> LockMemberAsync(
        this RegistrationDbContext db,
        string partner,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (await db.LockPersonAsync(id, cancellationToken))
        {
            return null;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into members (id, partner, version, display_name, departed, departed_at)
            select {id}, key, 0, '', true, now() from partners where key = {partner} on conflict do nothing
            """,
            cancellationToken
        );
        var found = await db
            .Members.FromSql($"select * from members where id = {id} and partner = {partner} for update")
            .ToListAsync(cancellationToken);
        return found.SingleOrDefault();
    }
}
