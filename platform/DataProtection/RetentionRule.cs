using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.DataProtection;

/// <summary>Whose data a rule goes through, and before which moment things are too old.</summary>
public sealed record RetentionTurn(string Partner, DateTimeOffset Before, DateTimeOffset Now);

/// <summary>
/// One thing that is not kept for ever. <see cref="CountAsync"/> says how many are due, <see cref="BatchAsync"/> deals
/// with some of them in the caller's transaction and says how many, 0 when none is left.
/// </summary>
public sealed record RetentionRule(
    string Name,
    string Reason,
    Func<RetentionPeriods, int> Days,
    Func<DbContext, RetentionTurn, CancellationToken, Task<int>> CountAsync,
    Func<DbContext, RetentionTurn, CancellationToken, Task<int>> BatchAsync
)
{
    public const int BatchSize = 500;

    /// <summary>
    /// A rule in SQL: <paramref name="due"/> is everything after "from", with the table as t, {0} the moment and {1}
    /// the partner; <paramref name="effect"/> is a statement over the rows' <c>ctid</c>s in the relation "due" that
    /// returns one row for each; more relations may follow it.
    /// </summary>
    public static RetentionRule Sql(
        string name,
        string reason,
        Func<RetentionPeriods, int> days,
        string due,
        string effect
    ) =>
        new(
            name,
            reason,
            days,
            async (db, turn, cancellationToken) =>
                (
                    await db
                        .Database.SqlQueryRaw<int>(CountSql(due), turn.Before, turn.Partner)
                        .ToListAsync(cancellationToken)
                ).Single(),
            async (db, turn, cancellationToken) =>
                (
                    await db
                        .Database.SqlQueryRaw<int>(BatchSql(due, effect), turn.Before, turn.Partner)
                        .ToListAsync(cancellationToken)
                ).Single()
        );

    private static string CountSql(string due) => $"""select count(*)::int as "Value" from {due}""";

    // Rows that somebody else holds are left for the next time, so replicas never wait for each other. Read as a list,
    // because EF Core would wrap anything else in a subquery, and there PostgreSQL lets nothing be changed.
    private static string BatchSql(string due, string effect) =>
        $"""
            with due as (select t.ctid from {due} limit {BatchSize} for update of t skip locked), done as ({effect})
            select count(*)::int as "Value" from done
            """;
}
