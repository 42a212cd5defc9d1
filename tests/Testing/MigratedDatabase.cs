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
    public static Task<string> CreateForAsync(Type program) => CreateAsync(ContextOf(program));

    /// <summary>The same on a server that the test may stop.</summary>
    public static async Task<string> CreateForAsync(Type program, PrivatePostgres server)
    {
        var database = await server.CreateDatabaseAsync();
        await MigrateAsync(ContextOf(program), database);
        return database;
    }

    private static async Task<string> CreateAsync(Type context) =>
        await TestServers.CreateDatabaseAsync(
            await Templates.GetOrAdd(context, type => new(() => MakeTemplateAsync(type))).Value
        );

    private static async Task<string> MakeTemplateAsync(Type context)
    {
        var template = await TestServers.CreateDatabaseAsync();
        await MigrateAsync(context, template);
        return new NpgsqlConnectionStringBuilder(template).Database!;
    }

    private static Type ContextOf(Type program) =>
        program.Assembly.GetTypes().Single(type => type.IsSubclassOf(typeof(DbContext)) && !type.IsAbstract);

    private static Task MigrateAsync(Type context, string database) =>
        (Task)
            typeof(Migrate)
                .GetMethod(nameof(Migrate.RunAsync))!
                .MakeGenericMethod(context)
                .Invoke(null, [database, null])!;
}
