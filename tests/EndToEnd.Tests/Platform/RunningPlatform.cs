using System.Diagnostics;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>
/// The whole platform as <c>./run up</c> starts it, with demo data, on ports of its own and with its data in a
/// temporary directory.
/// <c>STADTGESPRAECHE_E2E_LOCAL</c> names the data directory of a platform that is already running, to write tests
/// against it.
/// </summary>
public sealed class RunningPlatform : IAsyncDisposable
{
    private readonly int portOffset = ChooseOffset();
    private readonly bool startedHere = Environment.GetEnvironmentVariable("STADTGESPRAECHE_E2E_LOCAL") is null;
    private Dictionary<string, string> settings = [];

    /// <summary>Where the platform keeps its data and logs.</summary>
    public string Local { get; } =
        Environment.GetEnvironmentVariable("STADTGESPRAECHE_E2E_LOCAL")
        ?? Path.Combine(Path.GetTempPath(), $"stadtgespraeche-e2e-{Guid.NewGuid():N}");

    public static string Repository { get; } = FindRepository();

    /// <summary>One line of .local/env.</summary>
    public string this[string key] =>
        settings.TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException(
                $"{key} is not in {Local}/env, which has {string.Join(", ", settings.Keys.Order())}."
            );

    public IReadOnlyDictionary<string, string> Settings => settings;

    public Uri Portal => new(this["PORTAL_URL"]);

    public Uri Dashboard => new(this["DASHBOARD_URL"]);

    /// <summary>The broker, as the hub's services see it.</summary>
    public Uri Broker => new(this["BROKER"]);

    public Inbox InboxOf(string partner) => new(new Uri(this[$"INBOX_{partner.ToUpperInvariant().Replace('-', '_')}"]));

    /// <summary>
    /// All databases at the hub, as their owners; that of its own people is one of them, but holds their addresses.
    /// </summary>
    public IEnumerable<string> HubDatabases =>
        [
            this["DATABASE_REGISTRATION_OWNER"],
            this["DATABASE_SCHEDULING_OWNER"],
            this["DATABASE_KNOWLEDGE_OWNER"],
            this["DATABASE_PORTAL_OWNER"],
        ];

    /// <summary>The database of a partner's Notification, as its owner.</summary>
    public string DatabaseOf(string partner) =>
        this[$"DATABASE_NOTIFICATION_{partner.ToUpperInvariant().Replace('-', '_')}_OWNER"];

    public async Task StartAsync()
    {
        if (startedHere)
        {
            Directory.CreateDirectory(Local);
            await RunAsync("up");
        }

        settings = (await File.ReadAllLinesAsync(Path.Combine(Local, "env")))
            .Where(line => line.Contains('=') && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim('"', '\''));
    }

    /// <summary>Calls <c>./run</c> and returns what it printed; a failure says all of it.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository, "run"), arguments)
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (startedHere)
        {
            start.Environment["STADTGESPRAECHE_LOCAL"] = Local;
            start.Environment["STADTGESPRAECHE_PORT_OFFSET"] = $"{portOffset}";
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"./run {string.Join(' ', arguments)} failed:\n{await output}\n{await errors}"
            );
    }

    public async ValueTask DisposeAsync()
    {
        if (startedHere)
        {
            await RunAsync("down");
            Directory.Delete(Local, recursive: true);
        }
    }

    /// <summary>
    /// What is added to the ports of the local system. All stay below the range of outgoing connections, and two
    /// platforms on one machine get different ones.
    /// </summary>
    private static int ChooseOffset()
    {
        while (true)
        {
            var offset = 4000 + (Random.Shared.Next(250) * 10);
            if (
                ServerProcess.Claim(8080 + offset)
                && new[] { 1081, 8080, 15432, 15673, 18888 }.All(port => ServerProcess.IsFree(port + offset))
            )
            {
                return offset;
            }
        }
    }

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Stadtgespraeche.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
