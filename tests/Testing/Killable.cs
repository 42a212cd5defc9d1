using System.Collections.Concurrent;
using System.Diagnostics;

namespace Stadtgespraeche.Testing;

/// <summary>
/// A service in a process of its own, as operators start it: a test may kill it as a power cut would, or let a verb of
/// it run to its end.
/// </summary>
public sealed class Killable : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private Killable(Process process, int port) =>
        (this.process, Client) = (process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    /// <summary>What speaks to it; whoever asks waits with <see cref="ReadyAsync"/> first.</summary>
    public HttpClient Client { get; }

    /// <summary>All that it has written.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>
    /// Starts a service by the name of its project; <paramref name="written"/> gets each line that it writes.
    /// </summary>
    public static Killable Start(
        string service,
        IReadOnlyDictionary<string, string> settings,
        Action<string>? written = null
    )
    {
        var port = ServerProcess.FreePort();
        var start = Program(service, settings, []);
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment.TryAdd("Logging__LogLevel__Default", "Warning");
        var started = new Killable(Process.Start(start)!, port);

        // Read in any case, so that a full pipe cannot stop the service.
        DataReceivedEventHandler read = (_, line) =>
        {
            started.lines.Enqueue(line.Data ?? "");
            written?.Invoke(line.Data ?? "");
        };
        started.process.OutputDataReceived += read;
        started.process.ErrorDataReceived += read;
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    /// <summary>
    /// Runs a verb to its end; what it says is for its caller, so both streams come back as they are.
    /// </summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string service,
        IReadOnlyDictionary<string, string> settings,
        params string[] arguments
    )
    {
        using var process = Process.Start(Program(service, settings, arguments))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public Task ReadyAsync() =>
        Eventually.Holds(async () =>
        {
            if (!process.HasExited)
            {
                (await Client.GetAsync("/health/ready")).EnsureSuccessStatusCode();
            }
            else
            {
                throw new InvalidOperationException($"It ended with {process.ExitCode}:\n{string.Join('\n', lines)}");
            }
        });

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        Client.Dispose();
        process.Dispose();
    }

    /// <summary>A verb that a test starts and kills itself.</summary>
    public static ProcessStartInfo Program(
        string service,
        IReadOnlyDictionary<string, string> settings,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, $"Stadtgespraeche.{service}.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__")] = value;
        }

        return start;
    }
}
