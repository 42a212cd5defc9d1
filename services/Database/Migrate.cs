using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Stadtgespraeche.Database;

/// <summary>
/// The verb <c>migrate</c>: brings the schema up to date as the owner (ConnectionStrings:owner) and gives the serving role (user of
/// ConnectionStrings:database) the right to read and write rows, but none to change the schema.
/// </summary>
public static class Migrate
{
    /// <summary>Migrates and returns true when the first argument is <c>migrate</c>; else does nothing.</summary>
    public static async Task<bool> MigrateWhenAskedAsync<TDbContext>(this IHost app, string[] args)
        where TDbContext : DbContext
    {
        if (args is not ["migrate", ..])
        {
            return false;
        }

        var configuration = app.Services.GetRequiredService<IConfiguration>();
        var owner = configuration.GetConnectionString("owner")
            ?? throw new InvalidOperationException("The verb migrate needs the connection string 'owner' (ConnectionStrings__owner).");
        await RunAsync<TDbContext>(owner, configuration.GetConnectionString("database"));
        return true;
    }

    /// <summary>The same for tests and tools; without <paramref name="serving"/> no role is given any right.</summary>
    public static async Task RunAsync<TDbContext>(string owner, string? serving = null)
        where TDbContext : DbContext
    {
        await using var dataSource = NpgsqlDataSource.Create(owner);
        var options = new DbContextOptionsBuilder<TDbContext>().UseNpgsql(dataSource).Options;
        await using (var db = (TDbContext)Activator.CreateInstance(typeof(TDbContext), options)!)
        {
            await db.Database.MigrateAsync();
        }

        if (serving is not null)
        {
            await GrantAsync(dataSource, new NpgsqlConnectionStringBuilder(serving));
        }
    }

    private static async Task GrantAsync(NpgsqlDataSource owner, NpgsqlConnectionStringBuilder serving)
    {
        if (serving.Username is null || serving.Username == new NpgsqlConnectionStringBuilder(owner.ConnectionString).Username)
        {
            return;
        }

        await using var connection = await owner.OpenConnectionAsync();
        await using var find = new NpgsqlCommand(
            "select exists (select from pg_roles where rolname = $1), (select rolcreaterole or rolsuper from pg_roles where rolname = current_user)",
            connection)
        {
            Parameters = { new() { Value = serving.Username } },
        };
        bool exists, mayCreate;
        await using (var reader = await find.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            (exists, mayCreate) = (reader.GetBoolean(0), reader.GetBoolean(1));
        }

        var role = Quote(serving.Username, '"');
        if (!exists && mayCreate)
        {
            await ExecuteAsync(connection, $"create role {role} login password {Quote(serving.Password ?? "", '\'')}");
        }

        // A role cannot be named by a parameter, so the name is quoted by hand.
        await ExecuteAsync(connection, $"""
            grant usage on schema public to {role};
            grant select, insert, update, delete on all tables in schema public to {role};
            grant usage, select on all sequences in schema public to {role};
            revoke create on schema public from public;
            """);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Quote(string text, char quote) => $"{quote}{text.Replace($"{quote}", $"{quote}{quote}")}{quote}";
}
