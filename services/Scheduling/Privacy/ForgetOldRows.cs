using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Scheduling.Drafts;
using Stadtgespraeche.Scheduling.Impulses;

namespace Stadtgespraeche.Scheduling.Privacy;

/// <summary>
/// Sessions are the public memory of the series and stay. Drafts that nobody touches any more, impulses as well,
/// marks behind results of long ago, and the log of changes, are deleted.
/// </summary>
internal static class ForgetOldRows
{
    public static readonly RetentionRules Rules = new(
        [
            new RetentionRule(
                "session-drafts",
                "Den Entwurf hat ein Jahr lang niemand mehr geändert",
                _ => 365,
                (db, turn, cancellationToken) => Due(db, turn).CountAsync(cancellationToken),
                (db, turn, cancellationToken) => Due(db, turn).ExecuteDeleteAsync(cancellationToken)
            ),
            RetentionRule.Sql(
                "published-marks",
                "Das Ergebnis des Themenbarometers liegt lange zurück und gilt nicht mehr",
                _ => 3 * 365,
                OldMarks,
                "delete from published_marks where ctid = any(array(select ctid from due)) returning 1"
            ),
            new RetentionRule(
                "impulses",
                "Den Impuls hat zwei Jahre lang niemand mehr geändert",
                _ => 2 * 365,
                (db, turn, cancellationToken) => Untouched(db, turn).CountAsync(cancellationToken),
                (db, turn, cancellationToken) => Untouched(db, turn).ExecuteDeleteAsync(cancellationToken)
            ),
            SecurityLogRetention.Rule,
        ],
        (_, _) => Task.FromResult<IReadOnlyList<string>>([""])
    );

    // A result that still stands is compared with at the next round, so its marks stay.
    private const string OldMarks = """
        published_marks t where {1} = '' and exists (
          select from barometer_rounds r where r.id = t.round_id and r.published_at < {0})
        and not exists (
          select from barometer_results result join barometer_rounds r on r.id = result.round_id
          where result.topic_id = t.topic_id and result.basis = t.round_id and r.published_at >= {0})
        """;

    private static IQueryable<Impulse> Untouched(DbContext db, RetentionTurn turn) =>
        db.Set<Impulse>().Where(impulse => turn.Partner == "" && impulse.ChangedAt < turn.Before);

    // A draft belongs to no partner.
    private static IQueryable<SessionDraft> Due(DbContext db, RetentionTurn turn) =>
        db.Set<SessionDraft>().Where(draft => turn.Partner == "" && draft.ChangedAt < turn.Before);
}
