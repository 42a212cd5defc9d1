using System.Reflection;
using System.Runtime.InteropServices;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    string AppHostDirectory { get; }
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : LocalResource;
    DistributedApplication Build();
}

/// <summary>
/// Stands in for Aspire.Hosting where the feed does not serve it: reads the same AppHost.cs and has Aspire's own
/// orchestrator (DCP) and dashboard do the work. It is glue: DCP starts, watches, proxies, logs and stops the
/// processes.
/// </summary>
public sealed class DistributedApplication
{
    private readonly IReadOnlyList<LocalResource> resources;
    private readonly string appHostDirectory;

    private DistributedApplication(IReadOnlyList<LocalResource> resources, string appHostDirectory) =>
        (this.resources, this.appHostDirectory) = (resources, appHostDirectory);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new Builder();

    public void Run() => RunAsync().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true; // we end by ourselves, after everything else
            stop.Cancel();
        }

        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

        var bundle = AspireBundle.Find(appHostDirectory);
        List<LocalResource> all = [Dashboard.Describe(bundle), .. resources];
        var states = new ResourceStates(all, AspireBundle.LocalDirectory(appHostDirectory));
        await using var dcp = await Dcp.StartAsync(bundle, stop.Token);
        await using var resourceService = await ResourceService.StartAsync(states, dcp);
        var orchestrator = new Orchestrator(all, states, dcp);
        try
        {
            await orchestrator.RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await orchestrator.StopAsync();
        }
    }

    private sealed class Builder : IDistributedApplicationBuilder
    {
        private readonly List<LocalResource> resources = [];

        public string AppHostDirectory { get; } =
            typeof(DistributedApplication)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(metadata => metadata.Key == "apphostprojectpath")
                .Value!;

        public IResourceBuilder<T> AddResource<T>(T resource)
            where T : LocalResource
        {
            resources.Add(resource);
            return new LocalResourceBuilder<T>(this, resource);
        }

        public DistributedApplication Build() => new(resources, AppHostDirectory);
    }
}
