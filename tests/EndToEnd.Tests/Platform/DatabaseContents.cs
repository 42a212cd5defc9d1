using System.Text;
using Npgsql;

namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>Everything that stands in a database, row by row, binary columns read as text.</summary>
public static class DatabaseContents
{
    public static async Task<IReadOnlyList<(string Table, string Row)>> ReadAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var tables = new List<string>();
        await using (var list = database.CreateCommand("select tablename from pg_tables where schemaname = 'public'"))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var rows = new List<(string, string)>();
        foreach (var table in tables)
        {
            await using var all = database.CreateCommand($"select * from \"{table}\"");
            await using var reader = await all.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(
                    (
                        table,
                        string.Join(
                            " | ",
                            Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))
                        )
                    )
                );
            }
        }

        return rows;
    }

    private static string Text(object value) =>
        value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            Array many => string.Join(", ", many.Cast<object>()),
            _ => value.ToString() ?? "",
        };
}
