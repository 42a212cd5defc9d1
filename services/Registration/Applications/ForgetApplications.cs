using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// Applications that nobody confirmed go after three days, refused and withdrawn ones 90 days after their end, accepted
/// ones 90 days after the partner is connected, at the latest after a year. With each the hub's own Notification
/// forgets the contact.
/// </summary>
internal static class ForgetApplications
{
    private const int LongestDays = 365;

    public static readonly RetentionRule Unconfirmed = Rule(
        "applications-unconfirmed",
        "Niemand hat die Bewerbung bestätigt",
        Application.ToConfirm.Days,
        (_, before) =>
            $"""
                select * from applications a where a.state = 'Unconfirmed' and a.received_at < {before}
                order by a.id limit 100 for update skip locked
                """
    );

    public static readonly RetentionRule Ended = Rule(
        "applications",
        "Über die Bewerbung ist lange entschieden",
        90,
        (now, before) =>
            $"""
                select * from applications a
                where a.ended_at < {before}
                  and (a.state <> 'Accepted' or a.ended_at < {now.AddDays(-LongestDays)}
                    or not exists (select from partners p
                        where p.key = a.partner and (p.connected_at is null or p.connected_at >= {before})))
                order by a.id limit 100 for update skip locked
                """
    );

    // They belong to no partner, so they are handled in the turn without a partner.
    private static RetentionRule Rule(
        string name,
        string reason,
        int days,
        Func<DateTimeOffset, DateTimeOffset, FormattableString> due
    ) =>
        new(
            name,
            reason,
            _ => days,
            async (db, turn, cancellationToken) =>
                turn.Partner.Length > 0
                    ? 0
                    : (await Due(db, due, turn).AsNoTracking().ToListAsync(cancellationToken)).Count,
            async (db, turn, cancellationToken) =>
            {
                if (turn.Partner.Length > 0)
                {
                    return 0;
                }

                var rows = await Due(db, due, turn).ToListAsync(cancellationToken);
                rows.ForEach(row => row.Forget((RegistrationDbContext)db));
                return rows.Count;
            }
        );

    private static IQueryable<Application> Due(
        DbContext db,
        Func<DateTimeOffset, DateTimeOffset, FormattableString> due,
        RetentionTurn turn
    ) => ((RegistrationDbContext)db).Applications.FromSql(due(turn.Now, turn.Before));
}
