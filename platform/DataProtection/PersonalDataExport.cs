using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.DataProtection;

/// <summary>What one table holds about a person, row by row, with why and how long.</summary>
public sealed record ExportedTable(string Name, string Purpose, string Kept, string SeenBy, JsonElement Rows);

/// <summary>Exports by the classification alone: what is stored next year takes part without a change here.</summary>
public static class PersonalDataExport
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
        foreach (var table in Classification.About(db.Model).OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            var rows = await db
                .Database.SqlQueryRaw<string>(ExportSql(table), table.IdOf(person))
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
}
