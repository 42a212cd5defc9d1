using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Stadtgespraeche.Testing;

/// <summary>Starts programs as the user they insist on: PostgreSQL and RabbitMQ refuse or dislike root.</summary>
public static class ServerProcess
{
    private const int FirstPort = 30_100;
    private const int Ports = 2_600;
    private static readonly ConcurrentBag<Socket> Claims = [];
    private static int lastPort = Random.Shared.Next(Ports);

    /// <summary>
    /// A port for a program that will listen a moment later. Never the same twice, and none that an outgoing connection
    /// could be given meanwhile (Linux gives those from 32768 on), nor one of the private servers (below 30010) or of
    /// the local system.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref lastPort) % Ports);
            if (IsFree(port) && Claim(port))
            {
                return port;
            }
        }
    }

    /// <summary>Whether nobody listens there.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>
    /// Takes the number from all other test processes until this one ends; false when one of them has it. The sign of
    /// it is a UDP socket at an address that nothing else uses.
    /// </summary>
    public static bool Claim(int port)
    {
        var claim = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            claim.Bind(new IPEndPoint(new IPAddress([127, 0, 0, 9]), port));
            Claims.Add(claim);
            return true;
        }
        catch (SocketException)
        {
            claim.Dispose();
            return false;
        }
    }

    /// <summary>A new directory below the temporary one that belongs to the user.</summary>
    public static async Task<string> CreateDirectoryAsync(string user)
    {
        var directory = Directory.CreateTempSubdirectory("stadtgespraeche-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", [user, directory], null);
        }

        return directory;
    }

    /// <summary>Runs to the end; a failure carries what the program said.</summary>
    public static async Task RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? user,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        using var process = Start(program, arguments, user, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode}: {await errors}{await output}"
            );
        }
    }

    public static Process Start(
        string program,
        IEnumerable<string> arguments,
        string? user,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        string[] asUser =
            user is null || !Environment.IsPrivilegedProcess
                ? []
                : ["--reuid", user, "--regid", user, "--clear-groups", "--", program];
        var start = new ProcessStartInfo(asUser.Length > 0 ? "setpriv" : program, asUser.Concat(arguments))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
