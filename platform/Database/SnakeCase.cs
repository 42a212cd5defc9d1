using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Database;

/// <summary>Names tables, columns, keys and indexes in lower snake case, so that SQL by hand needs no quotes.</summary>
public static partial class SnakeCase
{
    /// <summary>Call last in OnModelCreating: it renames what the model holds by then.</summary>
    public static ModelBuilder UseSnakeCase(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
            {
                entity.SetTableName(Snake(table));
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(key.GetName() is { } name ? Snake(name) : null);
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(foreignKey.GetConstraintName() is { } name ? Snake(name) : null);
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(index.GetDatabaseName() is { } name ? Snake(name) : null);
            }
        }

        return model;
    }

    internal static string Snake(string name) => WordStart().Replace(name, "$1_$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
