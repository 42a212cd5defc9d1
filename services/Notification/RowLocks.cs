using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Attendance;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification;

/// <summary>
/// Finds our copy of a fact and locks its row, so that of two messages at once the newer version wins. Two that would both insert collide on
/// the key, and the later one is tried again.
/// </summary>
internal static class RowLocks
{
    public static Task<Member?> FindForUpdateAsync(this DbSet<Member> members, Guid id, CancellationToken ct) =>
        members.FromSql($"select * from members where id = {id} for update").SingleOrDefaultAsync(ct);

    public static Task<Session?> FindForUpdateAsync(this DbSet<Session> sessions, Guid id, CancellationToken ct) =>
        sessions.FromSql($"select * from sessions where id = {id} for update").SingleOrDefaultAsync(ct);

    public static Task<Seat?> FindForUpdateAsync(this DbSet<Seat> seats, Guid member, Guid session, CancellationToken ct) =>
        seats.FromSql($"select * from seats where member_id = {member} and session_id = {session} for update").SingleOrDefaultAsync(ct);

    public static Task<Attendee?> FindForUpdateAsync(this DbSet<Attendee> attendees, Guid member, Guid session, CancellationToken ct) =>
        attendees.FromSql($"select * from attendees where member_id = {member} and session_id = {session} for update")
            .SingleOrDefaultAsync(ct);
}
