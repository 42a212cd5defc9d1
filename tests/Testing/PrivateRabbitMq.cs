using System.Diagnostics;
using RabbitMQ.Client;

namespace Stadtgespraeche.Testing;

/// <summary>
/// A RabbitMQ of one's own, which a test may stop and start again; messages survive, as on a real broker.
/// </summary>
public sealed class PrivateRabbitMq : IAsyncDisposable
{
    private const string User = "rabbitmq";
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private readonly string directory;
    private readonly int port = ServerProcess.FreePort();
    private readonly int nameServerPort = ServerProcess.FreePort();
    private readonly int distributionPort = ServerProcess.FreePort();
    private readonly int managementPort = ServerProcess.FreePort();
    private Process? nameServer;
    private Process? server;

    private PrivateRabbitMq(string directory) => this.directory = directory;

    private string NodeName => $"test{port}@localhost";

    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{port}/%2F");

    /// <summary>
    /// Where its management API listens, if it was asked for, with an administrator's name and password.
    /// </summary>
    public Uri Management => new($"http://guest:guest@127.0.0.1:{managementPort}");

    /// <summary>The process that was started; the broker may be a child of it.</summary>
    public int ProcessId => server!.Id;

    /// <summary>All that it has logged until now.</summary>
    public async Task<string> ReadLogAsync()
    {
        await using var file = new FileStream(
            Path.Combine(directory, "log", $"{NodeName}.log"),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        return await new StreamReader(file).ReadToEndAsync();
    }

    public static async Task<PrivateRabbitMq> StartAsync(bool management = false)
    {
        var broker = new PrivateRabbitMq(await ServerProcess.CreateDirectoryAsync(User));
        await File.WriteAllTextAsync(
            Path.Combine(broker.directory, "rabbitmq.conf"),
            $"listeners.tcp.default = 127.0.0.1:{broker.port}\n"
                + (management ? $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {broker.managementPort}\n" : "")
        );
        await File.WriteAllTextAsync(
            Path.Combine(broker.directory, "plugins"),
            management ? "[rabbitmq_management].\n" : "[].\n"
        );
        // Erlang's name server would stay behind as a daemon if RabbitMQ had to start it.
        broker.nameServer = ServerProcess.Start(
            "epmd",
            ["-port", $"{broker.nameServerPort}", "-address", "127.0.0.1"],
            User
        );
        try
        {
            await broker.StartAgainAsync();
            return broker;
        }
        catch
        {
            // A server that came too late must not stay behind.
            await broker.DisposeAsync();
            throw;
        }
    }

    public async Task StartAgainAsync()
    {
        server = ServerProcess.Start(
            Server,
            [],
            User,
            new Dictionary<string, string>
            {
                ["HOME"] = directory,
                ["RABBITMQ_NODENAME"] = NodeName,
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(directory, "mnesia"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(directory, "log"),
                ["RABBITMQ_CONFIG_FILE"] = Path.Combine(directory, "rabbitmq.conf"),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(directory, "plugins"),
                ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
                ["ERL_EPMD_PORT"] = $"{nameServerPort}",
                // No spinning for work while there is none: other tests need the processor.
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
            }
        );
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await Eventually.Holds(async () =>
        {
            await using var connection = await new ConnectionFactory { Uri = Address }.CreateConnectionAsync();
        });
    }

    /// <summary>Ends the broker in order, as an upgrade does; connections break.</summary>
    public async Task StopAsync()
    {
        if (server is null)
        {
            return;
        }

        using (server)
        {
            // The server is a shell around the Erlang machine, and only that one stops in order.
            await ServerProcess.RunAsync("/bin/sh", ["-c", $"kill -TERM $(pgrep -P {server.Id})"], null);
            await server.WaitForExitAsync();
        }

        server = null;
    }

    /// <summary>A command of rabbitmqctl.</summary>
    public Task ControlAsync(params string[] command) =>
        ServerProcess.RunAsync(
            "/usr/lib/rabbitmq/bin/rabbitmqctl",
            ["-n", NodeName, .. command],
            User,
            new Dictionary<string, string> { ["HOME"] = directory, ["ERL_EPMD_PORT"] = $"{nameServerPort}" }
        );

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        nameServer?.Kill();
        nameServer?.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
