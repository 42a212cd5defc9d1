using System.Diagnostics;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>The service in a process of its own, which a test may kill as a power cut would.</summary>
internal sealed class Killable : IAsyncDisposable
{
    private readonly Process process;

    private Killable(Process process) => this.process = process;

    /// <summary>Starts the service; <paramref name="written"/> gets each line that it writes.</summary>
    public static Killable Start(IReadOnlyDictionary<string, string> settings, Action<string>? written = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Stadtgespraeche.Notification.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Logging__LogLevel__Default"] = "Warning" },
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__")] = value;
        var process = Process.Start(start)!;

        // Read in any case, so that a full pipe cannot stop the service.
        DataReceivedEventHandler read = (_, line) => written?.Invoke(line.Data ?? "");
        process.OutputDataReceived += read;
        process.ErrorDataReceived += read;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new Killable(process);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }
}
