namespace Stadtgespraeche.AppHost;

/// <summary>Two resources that have run to their end once the databases and the broker can be used.</summary>
internal sealed record InfrastructureReady(
    IResourceBuilder<ExecutableResource> Databases,
    IResourceBuilder<ExecutableResource> Broker
);

/// <summary>
/// PostgreSQL and RabbitMQ in containers where an engine runs, else as private processes; and the demo inboxes.
/// </summary>
internal static partial class Infrastructure
{
    public static InfrastructureReady AddInfrastructure(this IDistributedApplicationBuilder builder, Settings settings)
    {
        InfrastructureReady? infrastructure = null;
        UseContainers(builder, settings, ref infrastructure);
        return infrastructure ?? UseProcesses(builder, settings);
    }

    /// <summary>A mail server that delivers to a page in the browser only.</summary>
    public static IResourceBuilder<ExecutableResource> AddInbox(
        this IDistributedApplicationBuilder builder,
        Settings settings,
        int inbox
    ) =>
        builder
            .AddExecutable(
                $"inbox-{inbox}",
                "node",
                settings.Infrastructure,
                "node_modules/maildev/dist/bin/maildev.js",
                "--silent",
                "--ip",
                "127.0.0.1",
                "--smtp",
                $"{settings.Smtp(inbox)}",
                "--web-ip",
                "127.0.0.1",
                "--web",
                $"{settings.Inbox(inbox)}",
                "--mail-directory",
                settings.Folder($"data/inbox-{inbox}")
            )
            .WithHttpEndpoint(port: settings.Inbox(inbox), targetPort: settings.Inbox(inbox), isProxied: false)
            .WithHttpHealthCheck("/api/healthz");

    /// <summary>Has a body only where Aspire's container resources are compiled in: Containers.cs.</summary>
    static partial void UseContainers(
        IDistributedApplicationBuilder builder,
        Settings settings,
        ref InfrastructureReady? infrastructure
    );

    private static InfrastructureReady UseProcesses(IDistributedApplicationBuilder builder, Settings settings)
    {
        var postgres = builder
            .AddExecutable("postgres", "bash", settings.Infrastructure, "postgres.sh")
            .WithEnvironment("POSTGRES_DATA", Path.Combine(settings.Local, "data", "postgres"))
            .WithEnvironment("POSTGRES_PORT", Settings.Text(settings.Postgres))
            .WithEnvironment("POSTGRES_PASSWORD", settings.Secret("postgres"));
        var databases = builder
            .AddExecutable("databases", "bash", settings.Infrastructure, ["databases.sh", .. Settings.Databases])
            .WithEnvironment("PGHOST", "127.0.0.1")
            .WithEnvironment("PGPORT", Settings.Text(settings.Postgres))
            .WithEnvironment("PGPASSWORD", settings.Secret("postgres"))
            .WaitFor(postgres);
        foreach (var database in Settings.Databases)
        {
            databases.WithEnvironment($"OWNER_PASSWORD_{database}", settings.Secret($"postgres-{database}-owner"));
        }

        var rabbitmq = builder
            .AddExecutable("rabbitmq", "bash", settings.Infrastructure, "rabbitmq.sh")
            .WithEnvironment("RABBITMQ_DATA", Path.Combine(settings.Local, "data", "rabbitmq"))
            .WithEnvironment("RABBITMQ_PORT", Settings.Text(settings.RabbitMq))
            .WithEnvironment("RABBITMQ_MANAGEMENT_PORT", Settings.Text(settings.RabbitMqManagement))
            .WithEnvironment("RABBITMQ_PASSWORD", settings.Secret("rabbitmq-provisioning"))
            .WithHttpEndpoint(
                port: settings.RabbitMqManagement,
                targetPort: settings.RabbitMqManagement,
                isProxied: false
            )
            .WithHttpHealthCheck("/");
        return new(databases, AddHubUser(builder, settings).WaitFor(rabbitmq));
    }

    private static IResourceBuilder<ExecutableResource> AddHubUser(
        IDistributedApplicationBuilder builder,
        Settings settings
    ) =>
        builder
            .AddExecutable("broker", "bash", settings.Infrastructure, "broker.sh")
            .WithEnvironment("MANAGEMENT", settings.ManagementUrl)
            .WithEnvironment("MANAGEMENT_PASSWORD", settings.Secret("rabbitmq-provisioning"))
            .WithEnvironment("HUB_PASSWORD", settings.Secret("rabbitmq-hub"))
            .WithEnvironment("VHOST", Settings.VirtualHost);
}
