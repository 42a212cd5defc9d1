using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.DataProtection;

/// <summary>
/// Rows that belong to a partner: those of <paramref name="Entity"/> where <paramref name="Where"/>, with the partner's
/// key as {0}.
/// </summary>
public sealed record PartnerRows(Type Entity, string Where, params string[] LeftOut);

/// <summary>
/// What a service keeps about a partner, by the classification: a table with a column <c>partner</c> that is added next
/// year takes part by itself.
/// </summary>
public static class PartnerData
{
    /// <summary>
    /// The rows as the partner gets them; what is special (GDPR Art. 9), derived or a secret is left out.
    /// </summary>
    public static async Task<IReadOnlyList<ExportedTable>> ExportAsync(
        DbContext db,
        string partner,
        IReadOnlyList<PartnerRows> wanted,
        CancellationToken cancellationToken
    )
    {
        var tables = Classification.Tables(db.Model).ToDictionary(table => table.Type);
        var exported = new List<ExportedTable>();
        foreach (var rows in wanted)
        {
            var table = tables[rows.Entity];
            var json = await db
                .Database.SqlQueryRaw<string>(ExportSql(table, rows), partner)
                .SingleAsync(cancellationToken);
            exported.Add(
                new(
                    table.Name,
                    table.Processing?.Purpose ?? "",
                    table.Processing?.Kept ?? "",
                    table.Processing?.SeenBy ?? "",
                    JsonSerializer.Deserialize<JsonElement>(json)
                )
            );
        }

        return exported;
    }

    /// <summary>
    /// Deletes every row that carries the partner's key, in the caller's transaction, but not in the tables of
    /// <paramref name="kept"/>. Returns the
    /// number of rows by table. A second time finds nothing and returns zeros.
    /// </summary>
    public static async Task<Dictionary<string, int>> DeleteAsync(
        DbContext db,
        string partner,
        IReadOnlyCollection<Type> kept,
        CancellationToken cancellationToken
    )
    {
        var counts = new Dictionary<string, int>();
        foreach (var table in Of(db).Where(table => !kept.Contains(table.Type)))
        {
            counts[table.Name] = await db.Database.ExecuteSqlRawAsync(DeleteSql(table), [partner], cancellationToken);
        }

        return counts;
    }

    /// <summary>The tables whose rows carry a partner's key, those that refer to others first.</summary>
    public static IEnumerable<Table> Of(DbContext db) =>
        Classification.Tables(db.Model).Where(table => table.Columns.Any(column => column.Name == "partner"));

    // Names come from the model and the code, never from a request; the key is a parameter.
    private static string DeleteSql(Table table) => $$"""delete from "{{table.Name}}" where partner = {0}""";

    private static string ExportSql(Table table, PartnerRows rows)
    {
        var left = table
            .Columns.Where(column =>
                column.Category == Category.Special
                || table.Processing?.Derived.Contains(column.Property) == true
                || rows.LeftOut.Contains(column.Property)
            )
            .Select(column => $"'{column.Name}'");
        return $$"""
            select coalesce(jsonb_agg(to_jsonb(t) - array[{{string.Join(
                ", ",
                left
            )}}]::text[]), '[]')::text as "Value" from "{{table.Name}}" t where {{rows.Where}}
            """;
    }
}
