using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>News for all members in office, who hear of each once.</summary>
internal static class MailToMembers
{
    private static readonly string Insert = $$"""
        insert into mails (id, member_id, session_id, kind, version, status, priority, due, attempts, created_at, reported)
        select gen_random_uuid(), m.id, {0}, {1}, 0, 'Queued', 1, {2}, 0, {2}, false
        from members m
        where {{PlanRule.MayBeMailed.Replace("@today", "{3}", StringComparison.Ordinal)}} and not m.invited_elsewhere
        on conflict (member_id, session_id, kind, version) do nothing
        """;

    /// <summary>
    /// Queues a mail of <paramref name="kind"/> about <paramref name="subject"/> for each member in office on <paramref
    /// name="today"/>, under <see cref="RowLocks.LockForPlanningAsync"/>. The mails are reported to the hub, so that a
    /// restored city repeats none.
    /// </summary>
    public static Task QueueAsync(
        NotificationDbContext db,
        string kind,
        Guid subject,
        DateTimeOffset now,
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        // The condition is a constant of ours; the rest are parameters.
        db.Database.ExecuteSqlAsync(
            FormattableStringFactory.Create(Insert, subject, kind, now, today),
            cancellationToken
        );
}
