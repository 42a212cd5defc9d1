using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Attendance;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification;

/// <summary>
/// Finds our copy of a fact and locks it until the transaction ends, so that of two messages at once the newer version
/// wins. The lock is on the id, because the row may not be there yet.
/// </summary>
internal static class RowLocks
{
    /// <summary>
    /// Waits for an import that is under way, for it locks the table against writers: who held the row already would
    /// wait for it, and it for the row.
    /// </summary>
    public static async Task<Member?> LockMemberAsync(
        this NotificationDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await db.LockForWritingMembersAsync(cancellationToken);
        await db.LockAsync($"member {id}", cancellationToken);
        return await db
            .Members.FromSql($"select * from members where id = {id} for update")
            .SingleOrDefaultAsync(cancellationToken);
    }

    public static Task LockForWritingMembersAsync(this NotificationDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"lock table members in row exclusive mode", cancellationToken);

    public static async Task<Session?> LockSessionAsync(
        this NotificationDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await db.LockAsync($"session {id}", cancellationToken);
        return await db.Sessions.SingleOrDefaultAsync(session => session.Id == id, cancellationToken);
    }

    /// <summary>
    /// Waits for a change of the session that is under way, and that one for this: a seat given up and the session
    /// called off at once would else each plan a mail of their own.
    /// </summary>
    public static async Task<Seat?> LockSeatAsync(
        this NotificationDbContext db,
        Guid member,
        Guid session,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock_shared(hashtextextended({$"session {session}"}, 0))",
            cancellationToken
        );
        await db.LockAsync($"seat {member} {session}", cancellationToken);
        return await db.Seats.SingleOrDefaultAsync(
            seat => seat.MemberId == member && seat.SessionId == session,
            cancellationToken
        );
    }

    public static async Task<Attendee?> LockAttendeeAsync(
        this NotificationDbContext db,
        Guid member,
        Guid session,
        CancellationToken cancellationToken
    )
    {
        await db.LockAsync($"attendee {member} {session}", cancellationToken);
        return await db.Attendees.SingleOrDefaultAsync(
            attendee => attendee.MemberId == member && attendee.SessionId == session,
            cancellationToken
        );
    }

    public static async Task<Applicant?> LockApplicantAsync(
        this NotificationDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await db.LockAsync($"applicant {id}", cancellationToken);
        return await db.Applicants.SingleOrDefaultAsync(applicant => applicant.Id == id, cancellationToken);
    }

    public static async Task<InvitedSpeaker?> LockSpeakerAsync(
        this NotificationDbContext db,
        Guid impulse,
        CancellationToken cancellationToken
    )
    {
        await db.LockAsync($"speaker {impulse}", cancellationToken);
        return await db.InvitedSpeakers.SingleOrDefaultAsync(speaker => speaker.Id == impulse, cancellationToken);
    }

    public static Task LockRecapAsync(
        this NotificationDbContext db,
        Guid session,
        CancellationToken cancellationToken
    ) => db.LockAsync($"recap {session}", cancellationToken);

    public static Task LockRoundAsync(this NotificationDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.LockAsync($"round {id}", cancellationToken);

    public static Task LockCallAsync(this NotificationDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.LockAsync($"call {id}", cancellationToken);

    public static Task LockRequestsAsync(this NotificationDbContext db, CancellationToken cancellationToken) =>
        db.LockAsync("membership requests", cancellationToken);

    /// <summary>
    /// Mails may be planned side by side, but not while somebody is erased: a plan that still saw the person would leave
    /// a mail behind.
    /// </summary>
    public static Task LockForPlanningAsync(this NotificationDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock_shared(hashtextextended('planning', 0))",
            cancellationToken
        );

    /// <summary>The last lock before a person's rows are deleted, for who plans holds the person's lock already.</summary>
    public static Task LockOutPlanningAsync(this NotificationDbContext db, CancellationToken cancellationToken) =>
        db.LockAsync("planning", cancellationToken);

    private static Task LockAsync(this NotificationDbContext db, string what, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({what}, 0))", cancellationToken);
}
