namespace Stadtgespraeche.AppHost;

/// <summary>What this solution builds, started from the folder where the build left it.</summary>
internal sealed class Programs(IDistributedApplicationBuilder builder, Settings settings, Servers servers)
{
    // Next to the AppHost's own output lies that of every other project: same configuration, same framework.
    private static readonly string Output = AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("/bin/")..];

    /// <summary>A program that answers requests; the others wait until it says that it is ready.</summary>
    public IResourceBuilder<ProjectResource> Serve<T>(string name, int? port = null, int replicas = 1)
        where T : IProjectMetadata, new() =>
        Add<T>(name, [])
            .WithHttpEndpoint(port)
            .WithUrlForEndpoint("http", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithHttpHealthCheck("/health/ready")
            .WithReplicas(replicas);

    /// <summary>
    /// The only one that knows the owner of the database; it makes tables, the serving user and queues, and ends.
    /// </summary>
    public IResourceBuilder<ProjectResource> Migrate<T>(string database, string user)
        where T : IProjectMetadata, new() =>
        Run<T>($"{database.Replace('_', '-')}-migrate", "migrate")
            .WithEnvironment("ConnectionStrings__owner", settings.Owner(database))
            .WithDatabase(settings, database)
            .WithBroker(settings, user)
            .WaitForCompletion(servers.Databases)
            .WaitForCompletion(servers.Broker);

    /// <summary>A step that runs to its end, and is seen on the dashboard until then or when it has failed.</summary>
    public IResourceBuilder<ProjectResource> Run<T>(string name, params string[] args)
        where T : IProjectMetadata, new() => Add<T>(name, args).WithHiddenOnCompletion();

    private IResourceBuilder<ProjectResource> Add<T>(string name, string[] args)
        where T : IProjectMetadata, new()
    {
        var project = new T().ProjectPath;
        var folder = Path.GetDirectoryName(project)!;
        var program = $"Stadtgespraeche.{Path.GetFileNameWithoutExtension(project)}.dll";
        return builder
            .AddProject<T>(
                name,
                options => (options.ExcludeLaunchProfile, options.ExcludeKestrelEndpoints) = (true, true)
            )
            // Not by "dotnet run", which would build each of them again, and stay beside each as a second process.
            .WithAnnotation(new ExecutableAnnotation { Command = "dotnet", WorkingDirectory = folder })
            .WithArgs([folder + Output + program, .. args])
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("SignIn__Issuer", settings.Issuer)
            // Aspire would show the queries of addresses; those of personal links carry tokens.
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "false")
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "false")
            .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "5000")
            .WithEnvironment("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "false");
    }
}

internal static class Order
{
    /// <summary>Starts when all these steps have succeeded.</summary>
    public static IResourceBuilder<ProjectResource> After(
        this IResourceBuilder<ProjectResource> program,
        params IResourceBuilder<ProjectResource>[] steps
    )
    {
        foreach (var step in steps)
        {
            program.WaitForCompletion(step);
        }

        return program;
    }
}
