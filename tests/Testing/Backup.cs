using Npgsql;

namespace Stadtgespraeche.Testing;

/// <summary>
/// A database's backup as an operator takes it: <c>pg_dump</c>, and <c>pg_restore</c> into a new, empty database.
/// </summary>
public sealed class Backup : IDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private readonly string file = Path.GetTempFileName();

    private Backup() { }

    public static async Task<Backup> TakeAsync(string database)
    {
        var backup = new Backup();
        await RunAsync("pg_dump", database, "--format=custom", "--file", backup.file);
        return backup;
    }

    /// <summary>Returns the new database's connection string.</summary>
    public async Task<string> RestoreAsync()
    {
        var database = await TestServers.CreateDatabaseAsync();
        await RunAsync(
            "pg_restore",
            database,
            "--dbname",
            new NpgsqlConnectionStringBuilder(database).Database!,
            "--exit-on-error",
            file
        );
        return database;
    }

    public void Dispose() => File.Delete(file);

    private static Task RunAsync(string program, string database, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(database);
        return ServerProcess.RunAsync(
            $"{Programs}/{program}",
            arguments,
            null,
            new Dictionary<string, string>
            {
                ["PGHOST"] = server.Host!,
                ["PGPORT"] = $"{server.Port}",
                ["PGUSER"] = server.Username!,
                ["PGPASSWORD"] = server.Password ?? "",
                ["PGDATABASE"] = server.Database!,
            }
        );
    }
}
