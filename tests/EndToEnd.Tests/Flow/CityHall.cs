using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// A city's own machine: a fresh directory that belongs to another system user (where the tests run as root), with nothing in it but the unpacked kit, a database of its own
/// with two roles, and the way to a mail server. What is called here is called as that user, with an empty environment.
/// </summary>
public sealed class CityHall : IAsyncDisposable
{
    private const string User = "nobody";
    private readonly string folder;
    private readonly int port = FreePort();
    private Process? service;

    private CityHall(string folder) => this.folder = folder;

    /// <summary>What the service wrote.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The steps 1 to 4 of LIESMICH.</summary>
    public static async Task<CityHall> SetUpAsync(RunningPlatform platform, string kit, string smtp)
    {
        var hall = new CityHall(Path.Combine(Path.GetTempPath(), $"rathaus-{Guid.NewGuid():N}"));
        await ZipFile.ExtractToDirectoryAsync(kit, hall.folder);
        var (owner, serving) = await CreateDatabaseAsync(platform);
        var file = Path.Combine(hall.folder, "notification.conf");
        var text = await File.ReadAllTextAsync(file);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ConnectionStrings__owner"] = owner,
            ["ConnectionStrings__database"] = serving,
            ["Smtp__Host"] = smtp.Split(':')[0],
            ["Smtp__Port"] = smtp.Split(':')[1],
            ["Smtp__Security"] = "None",
            ["Smtp__User"] = "",
            ["Smtp__Password"] = "",
            ["Partner__Sender"] = "Stadtgespräche Musterstadt <stadtgespraeche@musterstadt.example>",
            ["Partner__Contact"] = "ratsbuero@musterstadt.example",
            ["Keys__Directory"] = Path.Combine(hall.folder, "keys"),
            ["Urls"] = $"http://127.0.0.1:{hall.port}",
        })
            text = Regex.Replace(text, $"(?m)^{name}=.*$", $"{name}={value}".Replace("$", "$$"));
        text.ShouldNotContain("=BITTE-EINTRAGEN");
        await File.WriteAllTextAsync(file, text);
        if (Environment.IsPrivilegedProcess)
            (await RunToEndAsync(new ProcessStartInfo("chown", ["-R", User, hall.folder]))).ExitCode.ShouldBe(0);
        return hall;
    }

    /// <summary>Calls a verb of the kit's executable.</summary>
    public Task<(int ExitCode, string Output)> CallAsync(params string[] arguments) => RunToEndAsync(AsOwnUser(arguments));

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
                Lines.Add(line.Data ?? "");
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

    public async ValueTask DisposeAsync()
    {
        if (service is { HasExited: false })
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }

        service?.Dispose();
        Directory.Delete(folder, recursive: true);
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
    private static async Task<(string Owner, string Serving)> CreateDatabaseAsync(RunningPlatform platform)
    {
        var name = $"rathaus_{Guid.NewGuid():N}";
        var server = new NpgsqlConnectionStringBuilder(platform["DATABASE_REGISTRATION_OWNER"])
        {
            Database = "postgres",
            Username = "postgres",
            Password = await File.ReadAllTextAsync(Path.Combine(platform.Local, "secrets", "postgres")),
        };
        await using var administrator = NpgsqlDataSource.Create(server);
        foreach (var sql in (string[])
        [
            $"create role {name}_owner login password 'erstes-kennwort'",
            $"create role {name} login password 'zweites-kennwort'",
            $"create database {name} owner {name}_owner template template0 encoding 'UTF8'",
        ])
            await administrator.CreateCommand(sql).ExecuteNonQueryAsync();

        string Connection(string role, string password) => $"Host={server.Host};Port={server.Port};Database={name};Username={role};Password={password}";
        return (Connection($"{name}_owner", "erstes-kennwort"), Connection(name, "zweites-kennwort"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
