using Npgsql;

namespace Stadtgespraeche.Testing;

/// <summary>
/// A PostgreSQL of one's own, which a test may stop and start again. With <c>fsync</c>, as benches need it.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string User = "postgres";
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private readonly string directory;
    private readonly string options;
    private readonly int port = ServerProcess.FreePort();

    private PrivatePostgres(string directory, bool fsync)
    {
        this.directory = directory;
        options =
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={directory} -c max_connections=300 "
            + $"-c shared_buffers=256MB -c fsync={(fsync ? "on" : "off")}";
    }

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username={User};Database=postgres";

    /// <summary>The parent of all its processes.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First());

    public static async Task<PrivatePostgres> StartAsync(bool fsync = false)
    {
        var postgres = new PrivatePostgres(await ServerProcess.CreateDirectoryAsync(User), fsync);
        await ServerProcess.RunAsync(
            $"{Programs}/initdb",
            ["-D", postgres.Data, "-U", User, "-A", "trust", "--locale=C.UTF-8", "--no-sync"],
            User
        );
        await postgres.StartAgainAsync();
        return postgres;
    }

    public Task StartAgainAsync() => ControlAsync("-l", Path.Combine(directory, "log"), "-o", options, "start");

    /// <summary>Ends every connection at once, as an administrator does.</summary>
    public Task StopAsync() => ControlAsync("-m", "fast", "stop");

    /// <summary>A new, empty database; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var server = NpgsqlDataSource.Create(ConnectionString);
        await using var create = server.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Database = name,
            MaxPoolSize = 50,
        }.ConnectionString;
    }

    /// <summary>Ends all its processes without a checkpoint, as a power cut does.</summary>
    public Task CrashAsync() => ControlAsync("-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await CrashAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    private string Data => Path.Combine(directory, "data");

    private Task ControlAsync(params string[] arguments) =>
        ServerProcess.RunAsync(
            "/bin/sh",
            // pg_ctl leaves its output open to the server, so that reading it would never end.
            ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", $"{Programs}/pg_ctl", "-D", Data, "-w", .. arguments],
            User
        );
}
