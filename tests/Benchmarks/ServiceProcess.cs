using System.Diagnostics;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks;

/// <summary>A service as a process of its own, from the build of this configuration.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServiceProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Of all processors, since the start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static Uri FreeAddress() => new($"http://127.0.0.1:{ServerProcess.FreePort()}");

    public static async Task<ServiceProcess> StartAsync(
        string project,
        IReadOnlyDictionary<string, string> settings,
        Uri? at = null
    )
    {
        var address = at ?? FreeAddress();
        var process = Launch(
            project,
            [],
            new Dictionary<string, string>(settings) { ["ASPNETCORE_URLS"] = address.ToString() }
        );
        var service = new ServiceProcess(process, address);
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.Holds(async () => (await http.GetAsync("/health/ready")).EnsureSuccessStatusCode());
        return service;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task RunAsync(
        string project,
        IEnumerable<string> verb,
        IReadOnlyDictionary<string, string> settings
    )
    {
        using var process = Launch(project, verb, settings);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} {string.Join(' ', verb)} ended with {process.ExitCode}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts it and waits for nothing; what it writes goes to the end of a file, if one is named.</summary>
    public static Process Launch(
        string project,
        IEnumerable<string> verb,
        IReadOnlyDictionary<string, string> settings,
        string? log = null
    )
    {
        // tests/Benchmarks/bin/Release/net10.0 tells which build, and where the repository begins.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var build = Path.Combine(output.Parent!.Name, output.Name);
        var root = output.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(
            root,
            project,
            "bin",
            build,
            $"Stadtgespraeche.{Path.GetFileName(project)[..1].ToUpperInvariant()}{Path.GetFileName(project)[1..]}.dll"
        );
        string[] command = log is null ? ["dotnet"] : ["sh", "-c", $"exec dotnet \"$@\" >> '{log}' 2>&1", "sh"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, .. verb])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        // The portal's texts stand beside its code.
        start.Environment["ASPNETCORE_CONTENTROOT"] = Path.Combine(root, project);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{project} did not start.");
    }
}
