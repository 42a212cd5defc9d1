using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Stadtgespraeche.Testing;

/// <summary>Starts programs as the user they insist on: PostgreSQL and RabbitMQ refuse or dislike root.</summary>
public static class ServerProcess
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A new directory below the temporary one that belongs to the user.</summary>
    public static async Task<string> CreateDirectoryAsync(string user)
    {
        var directory = Directory.CreateTempSubdirectory("stadtgespraeche-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", [user, directory], null);
        return directory;
    }

    /// <summary>Runs to the end; a failure carries what the program said.</summary>
    public static async Task RunAsync(
        string program, IEnumerable<string> arguments, string? user, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(program, arguments, user, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}{await output}");
    }

    public static Process Start(
        string program, IEnumerable<string> arguments, string? user, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] asUser = user is null || !Environment.IsPrivilegedProcess
            ? []
            : ["--reuid", user, "--regid", user, "--clear-groups", "--", program];
        var start = new ProcessStartInfo(asUser.Length > 0 ? "setpriv" : program, asUser.Concat(arguments))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
