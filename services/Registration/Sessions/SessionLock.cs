using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Sessions;

/// <summary>
/// Takes the lock of a session's row before anything about its seats is read; it is held until the transaction ends.
/// Callers that need several take them in the order of their ids.
/// </summary>
internal static class SessionLock
{
    // Two statements: the second one's snapshot is taken when the lock is held, and FromSql cannot read complex
    // properties.
    public static async Task<Session?> LockSessionAsync(
        this RegistrationDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync($"select from sessions where id = {id} for update", cancellationToken);
        return await db.Sessions.SingleOrDefaultAsync(session => session.Id == id, cancellationToken);
    }

    /// <summary>
    /// The same for messages: the first one that names a session makes its row, so that two at once wait for each
    /// other.
    /// </summary>
    public static async Task<Session> LockOrAddSessionAsync(
        this RegistrationDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into sessions (id, version, cancelled, length_minutes, online_link_version, first_number, last_number,
                on_site_taken, on_site_waiting, online_taken, online_waiting)
            values ({id}, 0, false, 0, 0, 0, 0, 0, 0, 0, 0) on conflict do nothing
            """,
            cancellationToken
        );
        return await db.LockSessionAsync(id, cancellationToken)
            ?? throw new InvalidOperationException($"Session {id} vanished.");
    }

    /// <summary>
    /// Every session that may still be booked; a member's end has to wait for bookings under way at any of them.
    /// </summary>
    public static async Task<List<Session>> LockComingSessionsAsync(
        this RegistrationDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var locked = await db
            .Database.SqlQuery<Guid>(
                $"""
                select id as "Value" from sessions
                where not cancelled and start + make_interval(mins => length_minutes) > {now} order by id for update
                """
            )
            .ToListAsync(cancellationToken);
        return await db.Sessions.Where(session => locked.Contains(session.Id)).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Those of the locked sessions at which one of the members has answered: one question in place of one for each.
    /// </summary>
    public static async Task<List<Session>> AnsweredByAsync(
        this RegistrationDbContext db,
        List<Session> sessions,
        IReadOnlyCollection<Guid> members,
        CancellationToken cancellationToken
    )
    {
        var answered = await db
            .Seats.Where(seat => members.Contains(seat.MemberId))
            .Select(seat => seat.SessionId)
            .Distinct()
            .ToListAsync(cancellationToken);
        return sessions.FindAll(session => answered.Contains(session.Id));
    }
}
