using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Databases with the tables of one service. They are migrated once in each process of tests; every further one is a
/// copy of the first, which nobody else uses.
/// </summary>
public static class MigratedDatabase
{
    private static readonly ConcurrentDictionary<Type, Lazy<Task<string>>> Templates = new();

    /// <summary>A new database without rows; returns its connection string.</summary>
    public static Task<string> CreateAsync<TDbContext>()
        where TDbContext : DbContext => CreateAsync(typeof(TDbContext));

    /// <summary>The same for the only context of the assembly that <paramref name="program"/> belongs to.</summary>
    public static Task<string> CreateForAsync(Type program) =>
        CreateAsync(
            program.Assembly.GetTypes().Single(type => type.IsSubclassOf(typeof(DbContext)) && !type.IsAbstract)
        );

    private static async Task<string> CreateAsync(Type context) =>
        await TestServers.CreateDatabaseAsync(
            await Templates.GetOrAdd(context, type => new(() => MakeTemplateAsync(type))).Value
        );

    private static async Task<string> MakeTemplateAsync(Type context)
    {
        var template = await TestServers.CreateDatabaseAsync();
        await (Task)
            typeof(Migrate)
                .GetMethod(nameof(Migrate.RunAsync))!
                .MakeGenericMethod(context)
                .Invoke(null, [template, null])!;
        return new NpgsqlConnectionStringBuilder(template).Database!;
    }
}
