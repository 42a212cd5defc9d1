using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Jobs;

namespace Stadtgespraeche.Notification.Resends;

/// <summary>
/// Asks the hub for all present facts and holds the mails until they are here: when this database is new, was restored,
/// slept longer than messages live at the broker (20 of 21 days), or when an operator asks by the verb <c>resend</c>.
/// An answer that does not come is asked for again.
/// </summary>
public static class RequestResend
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>At every start; returns why facts were asked for, null when there was no need.</summary>
    public static async Task<string?> WhenNeededAsync(
        NotificationDbContext db,
        string partner,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var installation = await FindAsync(db, cancellationToken);
        var table = await db
            .Database.SqlQuery<long>($"""select 'members'::regclass::oid::bigint as "Value" """)
            .SingleAsync(cancellationToken);
        var reason = installation switch
        {
            null => "the database is new",
            _ when installation.MembersTable != table => "the database was restored",
            _ when installation.LastSeen + Forgotten < now => "the service was away for too long",
            _ => null,
        };
        if (installation is null)
        {
            installation = new Installation();
            db.Add(installation);
        }

        (installation.MembersTable, installation.LastSeen) = (table, now);
        if (reason is not null)
        {
            Ask(db, installation, partner, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return reason;
    }

    /// <summary>
    /// Now, because somebody asked; false when the service never ran on this database and will ask anyway.
    /// </summary>
    public static async Task<bool> NowAsync(
        NotificationDbContext db,
        string partner,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, cancellationToken) is not { } installation)
        {
            return false;
        }

        Ask(db, installation, partner, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Every few seconds: notes that the service runs, and asks again when an answer is overdue.</summary>
    public static async Task AgainWhenOverdueAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        var (db, now) = (turn.Db, turn.Now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, cancellationToken) is not { } installation)
        {
            return;
        }

        installation.LastSeen = now;
        if (installation.HoldSince + Patience < now)
        {
            Ask(db, installation, turn.Partner.Key, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Task<Installation?> FindAsync(NotificationDbContext db, CancellationToken cancellationToken) =>
        db.Installations.FromSql($"select * from installations for update").SingleOrDefaultAsync(cancellationToken);

    private static void Ask(NotificationDbContext db, Installation installation, string partner, DateTimeOffset now)
    {
        // A new id each time: facts of an earlier answer that come late must not be counted for this one.
        (installation.HoldResend, installation.HoldSince) = (Guid.CreateVersion7(), now);
        db.SendToHub(partner, new ResendRequested(partner, installation.HoldResend.Value));
    }
}
