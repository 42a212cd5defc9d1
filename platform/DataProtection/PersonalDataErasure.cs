using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.DataProtection;

/// <summary>
/// Erases by the classification alone: what becomes of a row and a column say <see cref="ProcessingAttribute"/> and <see
/// cref="DataAttribute"/> on its entity, so that what is stored next year takes part without a change here.
/// </summary>
public static class PersonalDataErasure
{
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
        foreach (
            var table in Classification.About(db.Model).Where(table => table.Processing!.Erasure != Erasure.Otherwise)
        )
        {
            counts[table.Name] = await db.Database.ExecuteSqlRawAsync(
                EraseSql(table),
                [table.IdOf(person)],
                cancellationToken
            );
        }

        return counts;
    }

    // Names come from the model, never from a request; the id is a parameter.
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
