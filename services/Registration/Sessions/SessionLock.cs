using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Sessions;

/// <summary>
/// Takes the lock of a session's row before anything about its seats is read; it is held until the transaction ends.
/// Who needs several takes them in the order of their ids.
/// </summary>
internal static class SessionLock
{
    // Two statements: the second one's snapshot is taken when the lock is held, and FromSql cannot read complex
    // properties.
    public static async Task<Session?> LockSessionAsync(
        this RegistrationDbContext db,
        Guid id,
        CancellationToken cancellation
    )
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM sessions WHERE id = {id} FOR UPDATE", cancellation);
        return await db.Sessions.SingleOrDefaultAsync(session => session.Id == id, cancellation);
    }

    /// <summary>
    /// The same for messages: the first one that names a session makes its row, so that two at once wait for each
    /// other.
    /// </summary>
    public static async Task<Session> LockOrAddSessionAsync(
        this RegistrationDbContext db,
        Guid id,
        CancellationToken cancellation
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sessions (id, version, cancelled, length_minutes, online_link_version, first_number, last_number,
                on_site_taken, on_site_waiting, online_taken, online_waiting)
            VALUES ({id}, 0, false, 0, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING
            """,
            cancellation
        );
        return await db.LockSessionAsync(id, cancellation)
            ?? throw new InvalidOperationException($"Session {id} vanished.");
    }

    /// <summary>
    /// Every session that may still be booked; a member's end has to wait for bookings under way at any of them.
    /// </summary>
    public static async Task<List<Session>> LockComingSessionsAsync(
        this RegistrationDbContext db,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var locked = await db
            .Database.SqlQuery<Guid>(
                $"""
                SELECT id AS "Value" FROM sessions
                WHERE NOT cancelled AND start + make_interval(mins => length_minutes) > {now} ORDER BY id FOR UPDATE
                """
            )
            .ToListAsync(cancellation);
        return await db.Sessions.Where(session => locked.Contains(session.Id)).ToListAsync(cancellation);
    }
}
