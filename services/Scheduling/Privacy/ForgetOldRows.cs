using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Scheduling.Drafts;

namespace Stadtgespraeche.Scheduling.Privacy;

/// <summary>
/// Sessions are the public memory of the series and stay. Drafts that nobody touches any more, and the log of changes,
/// are deleted.
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
            SecurityLogRetention.Rule,
        ],
        (_, _) => Task.FromResult<IReadOnlyList<string>>([""])
    );

    // A draft belongs to no partner.
    private static IQueryable<SessionDraft> Due(DbContext db, RetentionTurn turn) =>
        db.Set<SessionDraft>().Where(draft => turn.Partner == "" && draft.ChangedAt < turn.Before);
}
