namespace Aspire.Hosting;

internal sealed record LocalResourceBuilder<T>(IDistributedApplicationBuilder ApplicationBuilder, T Resource)
    : IResourceBuilder<T>
    where T : LocalResource;

public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        string name,
        string projectPath
    )
    {
        var project = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, projectPath));
        var directory = Path.GetDirectoryName(project)!;
        // Next to this assembly's own output lies that of every other project: same configuration, same framework.
        var output = Path.GetRelativePath(builder.AppHostDirectory, AppContext.BaseDirectory);
        var resource = new ProjectResource(name) { Command = "dotnet", WorkingDirectory = directory };
        resource.Args.Add(
            Path.Combine(directory, output, $"Stadtgespraeche.{Path.GetFileNameWithoutExtension(project)}.dll")
        );
        return builder.AddResource(resource);
    }

    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder,
        string name,
        string command,
        string workingDirectory,
        params string[] args
    )
    {
        var directory = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, workingDirectory));
        return builder
            .AddResource(new ExecutableResource(name) { Command = command, WorkingDirectory = directory })
            .WithArgs(args);
    }

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : LocalResource
    {
        builder.Resource.Args.AddRange(args);
        return builder;
    }

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : LocalResource
    {
        builder.Resource.Environment[name] = value ?? "";
        return builder;
    }

    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<ProjectResource> source
    )
        where T : LocalResource
    {
        builder.Resource.References.Add(source.Resource);
        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? env = null,
        bool isProxied = true
    )
        where T : LocalResource
    {
        builder.Resource.Endpoint = new HttpEndpoint
        {
            Port = isProxied ? port : port ?? targetPort,
            TargetPort = targetPort,
            PortVariable = env,
            IsProxied = isProxied,
        };
        return builder;
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string path)
        where T : LocalResource
    {
        builder.Resource.HealthPath = path;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder,
        int replicas
    )
    {
        builder.Resource.Replicas = replicas;
        return builder;
    }

    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<LocalResource> dependency
    )
        where T : LocalResource
    {
        builder.Resource.Dependencies.Add(new(dependency.Resource, ExitCode: null));
        return builder;
    }

    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<LocalResource> dependency,
        int exitCode = 0
    )
        where T : LocalResource
    {
        builder.Resource.Dependencies.Add(new(dependency.Resource, exitCode));
        return builder;
    }
}
