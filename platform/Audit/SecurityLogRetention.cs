using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Audit;

/// <summary>
/// The log of who changed what goes after 30 days, for all partners at once: under the partner "", which is the
/// platform itself. The database keeps it for as long by itself, see <see cref="AuditModel.Forget"/>.
/// </summary>
public static class SecurityLogRetention
{
    public static readonly RetentionRule Rule = new(
        "security-log",
        "Das Protokoll wird nicht mehr gebraucht",
        _ => 30,
        async (db, turn, cancellationToken) =>
            turn.Partner.Length > 0
                ? 0
                : await db.Set<AuditEntry>().CountAsync(entry => entry.At < turn.Before, cancellationToken),
        async (db, turn, cancellationToken) =>
            turn.Partner.Length > 0 ? 0 : (int)await AuditModel.Forget(db, turn.Before, cancellationToken)
    );
}
