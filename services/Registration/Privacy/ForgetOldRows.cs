using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Registration.Applications;
using Stadtgespraeche.Registration.Erasures;

namespace Stadtgespraeche.Registration.Privacy;

/// <summary>
/// What Registration does not keep for ever. Former members are erased everywhere, in the same way as on request.
/// Seats, attendance and deliveries go some time after the session; only the number of those who attended stays. After how
/// many days says <see cref="RetentionPeriods"/>.
/// (Accessibility needs go on the day after the session, see ForgetAccessibilityNeeds.)
/// </summary>
internal static class ForgetOldRows
{
    private const string AfterSession =
        "the_table t join sessions s on s.id = t.session_id join members m on m.id = t.member_id "
        + "where s.start < {0} and m.partner = {1}";

    public static readonly RetentionRules Rules = new(
        [
            new(
                "mandate-ended",
                "Das Mandat ist beendet",
                limits => limits.MandateDays,
                CountMembersAsync,
                EraseMembersAsync
            ),
            RetentionRule.Sql(
                "attendance",
                "Die Teilnahme wird nur noch als Zahl gebraucht",
                limits => limits.AttendanceDays,
                Of("attendances"),
                """
                delete from attendances where ctid = any(array(select ctid from due)) returning session_id, attended), counted as (
                insert into anonymous_attendances (session_id, attended)
                select session_id, count(*) from done where attended group by session_id
                on conflict (session_id) do update set attended = anonymous_attendances.attended + excluded.attended
                """
            ),
            RetentionRule.Sql(
                "seats",
                "Die Sitzung liegt lange zurück",
                limits => limits.AttendanceDays,
                Of("seats"),
                "delete from seats where ctid = any(array(select ctid from due)) returning 1"
            ),
            RetentionRule.Sql(
                "deliveries",
                "Die Sitzung liegt lange zurück",
                limits => limits.AttendanceDays,
                Of("deliveries"),
                "delete from deliveries where ctid = any(array(select ctid from due)) returning 1"
            ),
            RetentionRule.Sql(
                "calendar-addresses",
                "Die Adresse des Kalenders ist lange abgeschaltet",
                limits => limits.AttendanceDays,
                "calendar_addresses t join members m on m.id = t.member_id where t.revoked_at < {0} and m.partner = {1}",
                "delete from calendar_addresses where ctid = any(array(select ctid from due)) returning 1"
            ),
            ForgetApplications.Unconfirmed,
            ForgetApplications.Ended,
            SecurityLogRetention.Rule,
        ],
        async (db, cancellationToken) =>
            [
                "",
                .. await ((RegistrationDbContext)db)
                    .Partners.Select(partner => partner.Key)
                    .OrderBy(key => key)
                    .ToListAsync(cancellationToken),
            ]
    );

    private static string Of(string table) => AfterSession.Replace("the_table", table);

    private static IQueryable<Guid> Due(RegistrationDbContext db, RetentionTurn turn) =>
        db
            .Members.Where(member =>
                member.Partner == turn.Partner && member.Departed && member.DepartedAt < turn.Before
            )
            .OrderBy(member => member.Id)
            .Select(member => member.Id);

    private static Task<int> CountMembersAsync(DbContext db, RetentionTurn turn, CancellationToken cancellationToken) =>
        Due((RegistrationDbContext)db, turn).CountAsync(cancellationToken);

    private static async Task<int> EraseMembersAsync(
        DbContext context,
        RetentionTurn turn,
        CancellationToken cancellationToken
    )
    {
        var db = (RegistrationDbContext)context;
        // One replica at a time: an erasure locks sessions first, so the members' rows cannot be the lock here.
        var mine = await db
            .Database.SqlQuery<bool>(
                $"""select pg_try_advisory_xact_lock(hashtextextended('retention mandate-ended', 0)) as "Value" """
            )
            .ToListAsync(cancellationToken);
        if (mine is not [true])
        {
            return 0;
        }

        var due = await Due(db, turn).Take(20).ToListAsync(cancellationToken);
        var erased = 0;
        foreach (var id in due)
        {
            // The mandate may have come back since.
            if (
                await EraseMember.HandleAsync(
                    db,
                    id,
                    turn.Partner,
                    ErasureCause.MandateEnded,
                    null,
                    turn.Now,
                    cancellationToken,
                    onlyIf: member => member.Departed && member.DepartedAt < turn.Before
                )
                is not null
            )
            {
                erased++;
            }
        }

        return erased;
    }
}
