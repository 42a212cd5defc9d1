using System.Diagnostics;

namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>
/// A process of the platform that may be killed, paused, and started again. All that it writes goes to one file.
/// </summary>
internal sealed class Victim(string name, string project, IReadOnlyDictionary<string, string> settings, string log)
    : IAsyncDisposable
{
    private Process? process;

    /// <summary>The kind of process: replicas and cities share one.</summary>
    public string Kind => name.Split(' ')[0];

    public string Log => log;

    public void Start() => process = ServiceProcess.Launch(project, [], settings, log);

    /// <summary>As a power cut does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>It stands still, keeps its connections, and knows nothing of it (SIGSTOP).</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Starts it when it has ended by itself; true: it had.</summary>
    public bool StartIfEnded()
    {
        if (!process!.HasExited)
        {
            return false;
        }

        process.Dispose();
        Start();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process!.Id}"]);
        await kill.WaitForExitAsync();
    }
}
