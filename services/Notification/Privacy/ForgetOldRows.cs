using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Privacy;

/// <summary>
/// What a city does not keep for ever: people whose mandate is over, who was at a session, and its log of mails. A
/// mail's recipient is needed while its session can still cause mails (<see cref="FollowUp"/>); then a hash stands in
/// its place, until the line goes.
/// </summary>
internal static class ForgetOldRows
{
    public static RetentionRules Rules(string partner) =>
        new(
            [
                new(
                    "mandate-ended",
                    "Das Mandat ist beendet",
                    limits => limits.MandateDays,
                    CountMembersAsync,
                    EraseMembersAsync
                ),
                RetentionRule.Sql(
                    "mail-without-member",
                    "Den Empfänger gibt es nicht mehr",
                    _ => 1,
                    "mails t where t.created_at < {0} and {1} <> '' and not t.anonymous and not exists (select "
                        + "from members m where m.id = t.member_id)"
                        + " and not exists (select from applicants a where a.id = t.member_id) and not exists "
                        + "(select from membership_requests r where r.id = t.member_id) and not exists "
                        + "(select from invited_speakers i where i.id = t.member_id)",
                    "delete from mails where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "mail-recipients",
                    "Der Empfänger wird nicht mehr gebraucht und durch eine Prüfsumme ersetzt",
                    _ => 1,
                    $$"""
                    mails t where t.finished_at < {0} and {1} <> '' and t.reported and not t.anonymous
                      and t.status not in ('Queued', 'Sending') and not exists (
                        select from sessions s where s.id = t.session_id
                          and s.ends_at + interval '{{FollowUp.Length.TotalHours}} hours' > {0})
                    """,
                    """
                    update mails set anonymous = true,
                      member_id = substring(encode(sha256(convert_to(member_id::text, 'UTF8')), 'hex') for 32)::uuid
                    where ctid = any(array(select ctid from due)) returning 1
                    """
                ),
                RetentionRule.Sql(
                    "mail-log",
                    "Der Nachweis des Versands wird nicht mehr gebraucht",
                    limits => limits.MailLogDays,
                    "mails t where t.anonymous and t.finished_at < {0} and {1} <> ''",
                    "delete from mails where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "applicants",
                    "Die Bewerbung ist erledigt",
                    _ => 90,
                    Applicants,
                    "delete from applicants where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "invited-speakers",
                    "Von dem Impuls war ein Jahr nichts zu hören",
                    _ => 365,
                    "invited_speakers t where t.changed_at < {0} and {1} <> ''",
                    "delete from invited_speakers where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "membership-refused",
                    "Der Antrag wurde abgelehnt",
                    limits => limits.MandateDays,
                    "membership_requests t where t.state = 'Refused' and t.decided_at < {0} and {1} <> ''",
                    "delete from membership_requests where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "corrections",
                    "Um die Berichtigung hat sich die zuständige Stelle lange kümmern können",
                    _ => 90,
                    "corrections t where t.received_at < {0} and t.delivered_at is not null and {1} <> ''",
                    "delete from corrections where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "oparl-import",
                    "Das Eingelesene wurde nicht übernommen",
                    _ => 1,
                    "oparl_walks t where t.started_at < {0} and {1} <> ''",
                    "delete from oparl_walks where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "attendance",
                    "Die Sitzung liegt lange zurück",
                    limits => limits.AttendanceDays,
                    AfterSession("attendees"),
                    "delete from attendees where ctid = any(array(select ctid from due)) returning 1"
                ),
                RetentionRule.Sql(
                    "seats",
                    "Die Sitzung liegt lange zurück",
                    limits => limits.AttendanceDays,
                    AfterSession("seats"),
                    "delete from seats where ctid = any(array(select ctid from due)) returning 1"
                ),
                new(
                    "security-log",
                    "Das Protokoll wird nicht mehr gebraucht",
                    _ => 30,
                    (db, turn, cancellationToken) =>
                        db.Set<AuditEntry>().CountAsync(entry => entry.At < turn.Before, cancellationToken),
                    async (db, turn, cancellationToken) =>
                        (int)await AuditModel.Forget(db, turn.Before, cancellationToken)
                ),
            ],
            (_, _) => Task.FromResult<IReadOnlyList<string>>([partner])
        );

    // The hub says when an application is deleted there; this holds where its word came into a database that was then
    // restored.
    private const string Applicants = """
        applicants t where t.changed_at < case t.state
          when 'Unconfirmed' then {0} + interval '1920 hours' when 'Accepted' then {0} - interval '8760 hours'
          when 'Refused' then {0} - interval '240 hours' when 'Withdrawn' then {0} else {0} - interval '15360 hours' end and {1} <> ''
        """;

    private static string AfterSession(string table) =>
        $$"""{{table}} t join sessions s on s.id = t.session_id where s.ends_at < {0} and {1} <> ''""";

    private static IQueryable<Member> Due(NotificationDbContext db, RetentionTurn turn)
    {
        var day = DateOnly.FromDateTime(turn.Before.UtcDateTime);
        // Whose erasure was ordered gets the final statement first.
        return db.Members.Where(member =>
            (member.MandateUntil < day || (member.State == MemberState.Departed && member.DepartedAt < turn.Before))
            && !db.Erasures.Any(erasure => erasure.MemberId == member.Id)
        );
    }

    private static Task<int> CountMembersAsync(DbContext db, RetentionTurn turn, CancellationToken cancellationToken) =>
        Due((NotificationDbContext)db, turn).CountAsync(cancellationToken);

    private static async Task<int> EraseMembersAsync(
        DbContext context,
        RetentionTurn turn,
        CancellationToken cancellationToken
    )
    {
        var db = (NotificationDbContext)context;
        var mine = await db
            .Database.SqlQuery<bool>(
                $"""select pg_try_advisory_xact_lock(hashtextextended('retention mandate-ended', 0)) as "Value" """
            )
            .ToListAsync(cancellationToken);
        if (mine is not [true])
        {
            return 0;
        }
        // An import under way may extend a mandate, and so may the hub's word.
        await db.LockForWritingMembersAsync(cancellationToken);
        var due = await Due(db, turn)
            .OrderBy(member => member.Id)
            .Select(member => member.Id)
            .Take(100)
            .ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            await db.LockPersonAsync(id, cancellationToken);
        }

        await db.LockOutPlanningAsync(cancellationToken);
        var erased = 0;
        foreach (var id in due)
        {
            if (!await Due(db, turn).AnyAsync(member => member.Id == id, cancellationToken))
            {
                continue;
            }

            await PersonalDataErasure.EraseAsync(db, id, turn.Now, cancellationToken);
            erased++;
        }

        return erased;
    }
}
