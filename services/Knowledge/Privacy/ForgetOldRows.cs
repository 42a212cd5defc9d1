using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Knowledge.Privacy;

/// <summary>
/// What Knowledge does not keep for ever: after a year nobody needs to have attended any more to write about a session.
/// </summary>
internal static class ForgetOldRows
{
    public static readonly RetentionRules Rules = new(
        [
            RetentionRule.Sql(
                "attendance",
                "Nur zum Schreiben über eine Sitzung gebraucht",
                limits => limits.AttendanceDays,
                "attendances t where t.kept_since < {0} and t.partner = {1}",
                "delete from attendances where ctid = any(array(select ctid from due)) returning 1"
            ),
            SecurityLogRetention.Rule,
        ],
        async (db, cancellationToken) =>
            [
                "",
                .. await ((KnowledgeDbContext)db)
                    .Attendances.Select(row => row.Partner)
                    .Distinct()
                    .OrderBy(key => key)
                    .ToListAsync(cancellationToken),
            ]
    );
}
