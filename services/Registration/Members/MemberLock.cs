using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Members;

internal static class MemberLock
{
    /// <summary>
    /// Locks the member's row, which the first word about a member makes (version 0, without name). Null: another partner has this member,
    /// or the partner was never admitted.
    /// </summary>
    public static async Task<Member?> LockMemberAsync(this RegistrationDbContext db, string partner, Guid id, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO members (id, partner, version, display_name, departed)
            SELECT {id}, key, 0, '', true FROM partners WHERE key = {partner} ON CONFLICT DO NOTHING
            """,
            cancellation);
        var found = await db.Members.FromSql($"SELECT * FROM members WHERE id = {id} AND partner = {partner} FOR UPDATE").ToListAsync(cancellation);
        return found.SingleOrDefault();
    }
}
