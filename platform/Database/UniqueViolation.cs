using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Database;

/// <summary>Tells which constraint refused a write, for the one narrow catch around it.</summary>
public static class UniqueViolation
{
    /// <summary>
    /// True when the unique constraint or index <paramref name="name"/> refused; without a name, any of them.
    /// </summary>
    public static bool IsUniqueViolation(this DbUpdateException exception, string? name = null) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } refused
        && (name is null || refused.ConstraintName == name);
}
