using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.DataProtection;

/// <summary>What one table holds about a person, row by row, with why and how long.</summary>
public sealed record ExportedTable(string Name, string Purpose, string Kept, string SeenBy, JsonElement Rows);

/// <summary>
/// Exports and erases by the classification alone: what is stored next year takes part without a change here.
/// </summary>
public static class PersonalData
{
    /// <summary>
    /// Every row about the person (GDPR Art. 15 and 20), in all its columns; tables without any are left out.
    /// </summary>
    public static async Task<IReadOnlyList<ExportedTable>> ExportAsync(
        DbContext db,
        Guid person,
        CancellationToken cancellationToken
    )
    {
        var exported = new List<ExportedTable>();
        foreach (var table in About(db).OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            var rows = await db
                .Database.SqlQueryRaw<string>(ExportSql(table), IdOf(table, person))
                .SingleAsync(cancellationToken);
            if (rows != "[]")
            {
                exported.Add(
                    new(
                        table.Name,
                        table.Processing!.Purpose,
                        table.Processing.Kept,
                        table.Processing.SeenBy,
                        JsonSerializer.Deserialize<JsonElement>(rows)
                    )
                );
            }
        }

        return exported;
    }

    /// <summary>
    /// Deletes or empties every row about the person, as each table's class says, and marks the person as erased, in
    /// the caller's transaction. Returns the number of rows by table. A second time finds nothing and returns zeros.
    /// </summary>
    public static async Task<Dictionary<string, int>> EraseAsync(
        DbContext db,
        Guid person,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await db.LockPersonAsync(person, cancellationToken);
        await db.MarkErasedAsync(person, now, cancellationToken);
        var counts = new Dictionary<string, int>();
        foreach (var table in About(db).Where(table => table.Processing!.Erasure != Erasure.Otherwise))
        {
            counts[table.Name] = await db.Database.ExecuteSqlRawAsync(
                EraseSql(table),
                [IdOf(table, person)],
                cancellationToken
            );
        }

        return counts;
    }

    private static IEnumerable<Table> About(DbContext db) =>
        Classification.Tables(db.Model).Where(table => table.Subject is not null);

    private static object IdOf(Table table, Guid person) => table.Subject!.IsText ? person.ToString() : person;

    // Names come from the model, never from a request; the id is a parameter.
    private static string ExportSql(Table table)
    {
        var left = string.Join(
            ", ",
            table
                .Columns.Where(column => table.Processing!.Derived.Contains(column.Property))
                .Select(column => $"'{column.Name}'")
        );
        return $$"""
            select coalesce(jsonb_agg(to_jsonb(t) - array[{{left}}]::text[]), '[]')::text as "Value"
            from "{{table.Name}}" t where "{{table.Subject!.Name}}" = {0}
            """;
    }

    private static string EraseSql(Table table)
    {
        var where = $$"""where "{{table.Subject!.Name}}" = {0}""";
        if (table.Processing!.Erasure == Erasure.Delete)
        {
            return $"""delete from "{table.Name}" {where}""";
        }

        var personal = table
            .Columns.Where(column => column.Category is Category.Personal or Category.Special)
            .Select(column => $"\"{column.Name}\" = null");
        return $"""update "{table.Name}" set {string.Join(", ", personal)} {where}""";
    }
}
