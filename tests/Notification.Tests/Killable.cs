using System.Diagnostics;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>The service in a process of its own, which a test may kill as a power cut would.</summary>
internal sealed class Killable : IAsyncDisposable
{
    private readonly Process process;

    private Killable(Process process) => this.process = process;

    public static Killable Start(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Stadtgespraeche.Notification.dll")])
        {
            // Read by nobody, so that a full pipe cannot stop the service.
            RedirectStandardOutput = false,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Logging__LogLevel__Default"] = "Warning" },
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__")] = value;
        return new Killable(Process.Start(start)!);
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
