using System.Collections.Concurrent;
using System.Text;

namespace Aspire.Hosting;

/// <summary>One process of a resource as the orchestrator last reported it.</summary>
internal sealed record InstanceState(
    string Name,
    LocalResource Resource,
    string State,
    string Health,
    int? ExitCode,
    int? Pid,
    DateTimeOffset? Started
)
{
    public bool IsOver => State is "Finished" or "Terminated" or "FailedToStart" or "Unknown";
    public bool IsHealthy => State == "Running" && (Resource.HealthPath is null || Health == "Healthy");
    public string Text =>
        this switch
        {
            { IsOver: true } => ExitCode is { } code ? $"{State} ({code})" : State,
            { State: "Running" } when Resource.HealthPath is not null => IsHealthy ? "Healthy" : "Starting",
            _ => State,
        };
}

/// <summary>
/// What is known of every instance; tells who waits, the console, and the file "status" that ./run reads.
/// </summary>
internal sealed class ResourceStates
{
    private readonly ConcurrentDictionary<string, InstanceState> instances = new();
    private readonly ConcurrentDictionary<LocalResource, TaskCompletionSource> healthy = new();
    private readonly ConcurrentDictionary<LocalResource, TaskCompletionSource<int>> ended = new();
    private readonly Lock file = new();
    private readonly string local;

    public ResourceStates(IEnumerable<LocalResource> resources, string local)
    {
        this.local = local;
        Directory.CreateDirectory(Path.Combine(local, "logs"));
        foreach (var resource in resources)
        {
            healthy[resource] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            ended[resource] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var name in resource.Instances)
            {
                instances[name] = new(name, resource, "Waiting", "", ExitCode: null, Pid: null, Started: null);
            }
        }

        Write();
    }

    public DateTimeOffset Created { get; } = TimeProvider.System.GetUtcNow();

    public event Action<InstanceState>? Changed;

    public IEnumerable<InstanceState> All =>
        instances.Values.OrderBy(instance => instance.Name, StringComparer.Ordinal);

    public string LogFile(string instance) => Path.Combine(local, "logs", $"{instance}.log");

    public InstanceState? Find(string instance) => instances.GetValueOrDefault(instance);

    /// <summary>Ends when the dependency is met; throws when it cannot be met any more.</summary>
    public async Task WaitAsync(Dependency dependency, CancellationToken stop)
    {
        var end = ended[dependency.On].Task;
        var met = dependency.ExitCode is null ? healthy[dependency.On].Task : end;
        await Task.WhenAny(met, end).WaitAsync(stop);
        if (!met.IsCompleted || (dependency.ExitCode is { } wanted && await end != wanted))
        {
            throw new InvalidOperationException($"{dependency.On.Name} ended with code {await end}");
        }
    }

    public void Set(InstanceState next)
    {
        var before = instances[next.Name];
        if (before == next)
        {
            return;
        }

        instances[next.Name] = next;
        var all = next.Resource.Instances.Select(name => instances[name]).ToList();
        if (all.TrueForAll(instance => instance.IsHealthy))
        {
            healthy[next.Resource].TrySetResult();
        }

        if (all.TrueForAll(instance => instance.IsOver))
        {
            ended[next.Resource].TrySetResult(all.Max(instance => instance.ExitCode ?? 1));
        }

        if (before.Text != next.Text)
        {
            Console.WriteLine($"{next.Name}: {next.Text}");
            Write();
        }

        Changed?.Invoke(next);
    }

    private void Write()
    {
        var lines = new StringBuilder();
        foreach (var instance in All)
        {
            lines.Append(
                $"{instance.Name}\t{instance.Text}\t{(instance.Resource.Endpoint?.Port is null ? "" : instance.Resource.Endpoint.Url)}\n"
            );
        }

        lock (file)
        {
            File.WriteAllText(Path.Combine(local, "status.new"), lines.ToString());
            File.Move(Path.Combine(local, "status.new"), Path.Combine(local, "status"), overwrite: true);
        }
    }
}
