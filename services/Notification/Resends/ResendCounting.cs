using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Notification.Resends;

/// <summary>
/// Counts resent facts, because no order is promised: the last fact may come after the message that says all were sent.
/// The inbox makes sure that each counts once; <see cref="FinishResend"/> looks whether all are here.
/// </summary>
internal static class ResendCounting
{
    public static async Task CountResentAsync(
        this NotificationDbContext db,
        Guid? resend,
        string owner,
        CancellationToken cancellationToken
    )
    {
        if (resend is not { } id)
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into resent_facts (resend, owner, received) values ({id}, {owner}, 1)
            on conflict (resend, owner) do update set received = resent_facts.received + 1
            """,
            cancellationToken
        );
    }

    public static async Task CompleteAsync(
        this NotificationDbContext db,
        Guid resend,
        string owner,
        int facts,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into resent_facts (resend, owner, received, expected) values ({resend}, {owner}, 0, {facts})
            on conflict (resend, owner) do update set expected = {facts}
            """,
            cancellationToken
        );
    }

    /// <summary>
    /// Remembers a mail as sent, as the hub heard it before this database was lost; one that is queued is sent no more.
    /// </summary>
    public static Task MarkDeliveredAsync(
        this NotificationDbContext db,
        Guid member,
        Guid session,
        string kind,
        long version,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into mails (id, member_id, session_id, kind, version, status, priority, due, attempts, created_at,
              finished_at, reason, reported)
            values (gen_random_uuid(), {member}, {session}, {kind}, {version}, 'Sent', 1, now(), 0, now(), now(), 'known-from-hub', true)
            on conflict (member_id, session_id, kind, version) do update
              set status = 'Sent', finished_at = now(), reason = 'known-from-hub', reported = true
              where mails.status in ('Queued', 'Dropped', 'Failed')
            """,
            cancellationToken
        );

    /// <summary>Every owner said how many facts there are, and that many are here, each with its effect.</summary>
    public static async Task<bool> HasAllFactsAsync(
        this NotificationDbContext db,
        Guid resend,
        CancellationToken cancellationToken
    ) =>
        await db.ResentFacts.CountAsync(
            facts => facts.Resend == resend && Owners.All.Contains(facts.Owner) && facts.Received >= facts.Expected,
            cancellationToken
        ) == Owners.All.Length;
}
