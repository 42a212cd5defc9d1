using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Stadtgespraeche.Database;

/// <summary>
/// The verb <c>migrate</c>: brings the schema up to date as the owner (ConnectionStrings:owner) and gives the serving
/// role (user of ConnectionStrings:database) the right to read and write rows, only to add where an entity is <see
/// cref="AppendOnlyAttribute"/>, and none to change the schema.
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
        var owner =
            configuration.GetConnectionString("owner")
            ?? throw new InvalidOperationException(
                "The verb migrate needs the connection string 'owner' (ConnectionStrings__owner)."
            );
        await RunAsync<TDbContext>(owner, configuration.GetConnectionString("database"));
        return true;
    }

    /// <summary>The same for tests and tools; without <paramref name="serving"/> no role is given any right.</summary>
    public static async Task RunAsync<TDbContext>(string owner, string? serving = null)
        where TDbContext : DbContext
    {
        await using var dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(owner) { Timezone = "UTC" }
        );
        var options = new DbContextOptionsBuilder<TDbContext>().UseNpgsql(dataSource).Options;
        string[] appendOnly;
        await using (var db = (TDbContext)Activator.CreateInstance(typeof(TDbContext), options)!)
        {
            await db.Database.MigrateAsync();
            appendOnly =
            [
                .. db
                    .Model.GetEntityTypes()
                    .Where(entity => entity.ClrType.IsDefined(typeof(AppendOnlyAttribute), false))
                    .Select(entity => entity.GetTableName())
                    .OfType<string>(),
            ];
        }

        if (serving is not null)
        {
            await GrantAsync(dataSource, new NpgsqlConnectionStringBuilder(serving), appendOnly);
        }
    }

    private static async Task GrantAsync(
        NpgsqlDataSource owner,
        NpgsqlConnectionStringBuilder serving,
        string[] appendOnly
    )
    {
        if (
            serving.Username is null
            || serving.Username == new NpgsqlConnectionStringBuilder(owner.ConnectionString).Username
        )
        {
            return;
        }

        await using var connection = await owner.OpenConnectionAsync();
        await using var find = new NpgsqlCommand(
            """
            select exists (select from pg_roles where rolname = $1),
                (select rolcreaterole or rolsuper from pg_roles where rolname = current_user)
            """,
            connection
        )
        {
            Parameters = { new() { Value = serving.Username } },
        };
        bool exists,
            mayCreate;
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
        await ExecuteAsync(
            connection,
            $"""
            grant usage on schema public to {role};
            grant select, insert, update, delete on all tables in schema public to {role};
            grant usage, select on all sequences in schema public to {role};
            revoke create on schema public from public;
            {string.Concat(
                appendOnly.Select(table => $"revoke update, delete, truncate on {Quote(table, '"')} from {role};\n")
            )}
            """
        );

        // Functions that run with the owner's right are made for the serving role, and for it alone.
        await ExecuteAsync(
            connection,
            $"""
            do $do$
            declare made record;
            begin
                for made in select oid::regprocedure as name from pg_proc
                    where prosecdef and pronamespace = 'public'::regnamespace and proowner = current_user::regrole
                loop
                    execute format('grant execute on function %s to %I', made.name, {Quote(serving.Username, '\'')});
                end loop;
            end $do$
            """
        );
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Quote(string text, char quote) =>
        $"{quote}{text.Replace($"{quote}", $"{quote}{quote}")}{quote}";
}
