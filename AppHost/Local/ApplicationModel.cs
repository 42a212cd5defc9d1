namespace Aspire.Hosting.ApplicationModel;

// The part of Aspire.Hosting's model that AppHost.cs uses, under the same names, so that AppHost.cs compiles against
// either.

public interface IResource
{
    string Name { get; }
}

public interface IResourceBuilder<out T>
    where T : IResource
{
    IDistributedApplicationBuilder ApplicationBuilder { get; }
    T Resource { get; }
}

public abstract class LocalResource(string name) : IResource
{
    public string Name { get; } = name;
    public required string Command { get; init; }
    public required string WorkingDirectory { get; init; }
    public List<string> Args { get; } = [];
    public Dictionary<string, string> Environment { get; } = [];
    public List<LocalResource> References { get; } = [];
    public List<Dependency> Dependencies { get; } = [];
    public HttpEndpoint? Endpoint { get; set; }
    public string? HealthPath { get; set; }
    public int Replicas { get; set; } = 1;

    public IEnumerable<string> Instances =>
        Replicas == 1 ? [Name] : Enumerable.Range(1, Replicas).Select(number => $"{Name}-{number}");
}

public sealed class ProjectResource(string name) : LocalResource(name);

public sealed class ExecutableResource(string name) : LocalResource(name);

/// <summary>Wait until the other is healthy, or, with an exit code, until it has ended with it.</summary>
public sealed record Dependency(LocalResource On, int? ExitCode);

/// <summary>
/// Behind the orchestrator's proxy the instances listen on ports of their own; else there is one instance on the target
/// port.
/// </summary>
public sealed class HttpEndpoint
{
    public int? Port { get; set; }
    public int? TargetPort { get; init; }
    public string? PortVariable { get; init; }
    public bool IsProxied { get; init; }
    public string Url => $"http://127.0.0.1:{Port}";
}
