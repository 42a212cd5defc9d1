using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Npgsql;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// A city's own machine: a fresh directory that belongs to another system user (where the tests run as root), with
/// nothing in it but the unpacked kit, a database of its own with two roles, and the way to a mail server. What is
/// called here is called as that user, with an empty environment.
/// </summary>
public sealed class CityHall : IAsyncDisposable
{
    private const string User = "nobody";
    private const string OwnerPassword = "erstes;kennwort=1";
    private const string Password = "zweites;ken\"n'wort$1";
    private readonly string folder;
    private readonly int port = ServerProcess.FreePort();
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly string database = $"rathaus_{Guid.NewGuid():N}";
    private Process? service;

    private CityHall(string folder, NpgsqlConnectionStringBuilder server) =>
        (this.folder, this.server) = (folder, server);

    /// <summary>What the service wrote.</summary>
    public List<string> Lines { get; } = [];

    public Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(folder, name));

    /// <summary>The steps 1 to 4 of LIESMICH.</summary>
    public static async Task<CityHall> SetUpAsync(RunningPlatform platform, string kit, string smtp)
    {
        var server = new NpgsqlConnectionStringBuilder(platform["DATABASE_REGISTRATION_OWNER"])
        {
            Database = "postgres",
            Username = "postgres",
            Password = await File.ReadAllTextAsync(Path.Combine(platform.Local, "secrets", "postgres")),
        };
        var hall = new CityHall(Path.Combine(Path.GetTempPath(), $"rathaus-{Guid.NewGuid():N}"), server);
        await ZipFile.ExtractToDirectoryAsync(kit, hall.folder);
        await hall.AsDatabaseAdministratorAsync(
            $"create role {hall.database}_owner login password '{OwnerPassword.Replace("'", "''")}'",
            $"create role {hall.database} login password '{Password.Replace("'", "''")}'",
            hall.CreateDatabase
        );
        var file = Path.Combine(hall.folder, "notification.conf");
        var text = await File.ReadAllTextAsync(file);
        foreach (
            var (name, value) in new Dictionary<string, string>
            {
                ["ConnectionStrings__owner"] = hall.Connection($"{hall.database}_owner"),
                ["ConnectionStrings__database"] = hall.Connection(hall.database),
                // As the comment beside it says.
                ["Database__OwnerPassword"] = OwnerPassword,
                ["Database__Password"] = "\"zweites;ken\\\"n'wort\\$1\"",
                ["Smtp__Host"] = smtp.Split(':')[0],
                ["Smtp__Port"] = smtp.Split(':')[1],
                ["Smtp__Security"] = "None",
                ["Smtp__User"] = "",
                ["Smtp__Password"] = "",
                ["Partner__Sender"] = "Stadtgespräche Musterstadt <stadtgespraeche@musterstadt.example>",
                ["Partner__Contact"] = "ratsbuero@musterstadt.example",
                ["Partner__Imprint"] = "Musterverbund | Beispielstraße 1, 00000 Musterstadt",
                ["Keys__Directory"] = Path.Combine(hall.folder, "keys"),
                ["Urls"] = $"http://127.0.0.1:{hall.port}",
            }
        )
        {
            text = Regex.Replace(text, $"(?m)^{name}=.*$", $"{name}={value}".Replace("$", "$$"));
        }

        text.ShouldNotContain("=BITTE-EINTRAGEN");
        await File.WriteAllTextAsync(file, text);
        if (Environment.IsPrivilegedProcess)
        {
            (await RunToEndAsync(new ProcessStartInfo("chown", ["-R", User, hall.folder]))).ExitCode.ShouldBe(0);
        }

        return hall;
    }

    /// <summary>Calls a verb of the kit's executable.</summary>
    public Task<(int ExitCode, string Output)> CallAsync(params string[] arguments) =>
        RunToEndAsync(AsOwnUser(arguments));

    /// <summary>A file beside the kit, such as the list of members.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    public async Task StartAsync()
    {
        service = Process.Start(AsOwnUser([]))!;
        DataReceivedEventHandler read = (_, line) =>
        {
            lock (Lines)
            {
                Lines.Add(line.Data ?? "");
            }
        };
        service.OutputDataReceived += read;
        service.ErrorDataReceived += read;
        service.BeginOutputReadLine();
        service.BeginErrorReadLine();
        using var http = new HttpClient();
        await Eventually.Holds(async () =>
        {
            service.HasExited.ShouldBeFalse(string.Join('\n', Lines));
            (await http.GetAsync($"http://127.0.0.1:{port}/health/ready")).EnsureSuccessStatusCode();
        });
    }

    /// <summary>A backup of the database, as the city makes one each night.</summary>
    public async Task<string> BackUpAsync()
    {
        var dump = Path.Combine(folder, "sicherung.dump");
        await OnDatabaseAsync("pg_dump", "--format=custom", "--file", dump);
        return dump;
    }

    /// <summary>
    /// The service is killed and its database lost; the backup takes its place, and the service starts again.
    /// </summary>
    public async Task LoseAndRestoreAsync(string dump)
    {
        await KillAsync();
        await AsDatabaseAdministratorAsync($"drop database {database} with (force)", CreateDatabase);
        await OnDatabaseAsync("pg_restore", "--no-owner", "--dbname", database, dump);
        (await CallAsync("migrate")).ExitCode.ShouldBe(0);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task KillAsync()
    {
        if (service is { HasExited: false })
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }

        service?.Dispose();
        service = null;
    }

    private ProcessStartInfo AsOwnUser(string[] arguments)
    {
        string[] command = [Path.Combine(folder, "notification"), .. arguments];
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid", User, "--regid", "nogroup", "--clear-groups", .. command])
            : new ProcessStartInfo(command[0], arguments);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        return start;
    }

    private static async Task<(int ExitCode, string Output)> RunToEndAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>As LIESMICH says: one role that owns, one that serves, one database.</summary>
    private string CreateDatabase =>
        $"create database {database} owner {database}_owner template template0 encoding 'UTF8'";

    private string Connection(string role) =>
        $"Host={server.Host};Port={server.Port};Database={database};Username={role}";

    private async Task AsDatabaseAdministratorAsync(params string[] statements)
    {
        await using var administrator = NpgsqlDataSource.Create(server);
        foreach (var sql in statements)
        {
            await administrator.CreateCommand(sql).ExecuteNonQueryAsync();
        }
    }

    private async Task OnDatabaseAsync(string tool, params string[] arguments)
    {
        var owner = new NpgsqlConnectionStringBuilder(Connection($"{database}_owner"));
        var start = new ProcessStartInfo(tool, arguments)
        {
            Environment =
            {
                ["PGHOST"] = owner.Host,
                ["PGPORT"] = $"{owner.Port}",
                ["PGDATABASE"] = database,
                ["PGUSER"] = owner.Username,
                ["PGPASSWORD"] = OwnerPassword,
            },
        };
        var (exitCode, output) = await RunToEndAsync(start);
        exitCode.ShouldBe(0, output);
    }
}
