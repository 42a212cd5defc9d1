using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.AppHost.Tests;

/// <summary>
/// The whole local system on ports of its own, with its data in a temporary directory and without the dashboard's pages.
/// </summary>
public sealed class RunningAppHost : IAsyncLifetime
{
    private const string PortOffset = "3000"; // neither that of ./run nor that of the end-to-end tests
    private DistributedApplication? app;

    public string Local { get; } = Path.Combine(Path.GetTempPath(), $"stadtgespraeche-apphost-{Guid.NewGuid():N}");

    public DistributedApplication App => app!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Local);
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync(); // the runner does so only after a start that succeeded
            throw;
        }
    }

    private async Task StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([
            $"STADTGESPRAECHE_LOCAL={Local}",
            $"STADTGESPRAECHE_PORT_OFFSET={PortOffset}",
            "DcpPublisher:RandomizePorts=false",
        ]);
        app = await builder.BuildAsync();
        await app.StartAsync();
        await Eventually.Holds(
            () =>
            {
                File.Exists(Path.Combine(Local, "ready")).ShouldBeTrue(string.Join('\n', Status()));
                return Task.CompletedTask;
            },
            TimeSpan.FromMinutes(15)
        );
    }

    /// <summary>The lines of the file that ./run status shows: name, how it does, address.</summary>
    public string[] Status()
    {
        var file = Path.Combine(Local, "status");
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    public string StatusOf(string name) => Status().Single(line => line.StartsWith($"{name}\t")).Split('\t')[1];

    /// <summary>The state of one process of a resource, once it fulfils this.</summary>
    public async Task<(string Id, CustomResourceSnapshot Snapshot)> Process(
        string resource,
        Func<string, CustomResourceSnapshot, bool> fulfils
    )
    {
        var found = await App.ResourceNotifications.WaitForResourceAsync(
            resource,
            change => fulfils(change.ResourceId, change.Snapshot),
            new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token
        );
        return (found.ResourceId, found.Snapshot);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Directory.Delete(Local, recursive: true);
    }
}
