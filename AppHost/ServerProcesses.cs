namespace Stadtgespraeche.AppHost;

/// <summary>Both servers as private processes, from the packages of the system.</summary>
internal static class ServerProcesses
{
    public static IResourceBuilder<ExecutableResource> AddPostgresProcess(
        this IDistributedApplicationBuilder builder,
        Settings settings,
        IResourceBuilder<Group> group
    )
    {
        var postgres = builder
            .AddExecutable("postgres", "bash", settings.Infrastructure, "postgres.sh")
            .In(group)
            .WithIconName("Database")
            .WithEnvironment("POSTGRES_DATA", Path.Combine(settings.Local, "data", "postgres"))
            .WithEnvironment("POSTGRES_PORT", Settings.Text(settings.Postgres))
            .WithEnvironment("POSTGRES_PASSWORD", settings.Secret("postgres"));
        var databases = builder
            .AddExecutable("databases", "bash", settings.Infrastructure, ["databases.sh", .. Settings.Databases])
            .In(group)
            .WithHiddenOnCompletion()
            .WithEnvironment("PGHOST", "127.0.0.1")
            .WithEnvironment("PGPORT", Settings.Text(settings.Postgres))
            .WithEnvironment("PGPASSWORD", settings.Secret("postgres"))
            .WaitFor(postgres);
        foreach (var database in Settings.Databases)
        {
            databases.WithEnvironment($"OWNER_PASSWORD_{database}", settings.Secret($"postgres-{database}-owner"));
        }

        return databases;
    }

    public static IResourceBuilder<ExecutableResource> AddRabbitMqProcess(
        this IDistributedApplicationBuilder builder,
        Settings settings,
        IResourceBuilder<Group> group
    )
    {
        var rabbitmq = builder
            .AddExecutable("rabbitmq", "bash", settings.Infrastructure, "rabbitmq.sh")
            .In(group)
            .WithIconName("ArrowRouting")
            .WithEnvironment("RABBITMQ_DATA", Path.Combine(settings.Local, "data", "rabbitmq"))
            .WithEnvironment("RABBITMQ_PORT", Settings.Text(settings.RabbitMq))
            .WithEnvironment("RABBITMQ_MANAGEMENT_PORT", Settings.Text(settings.RabbitMqManagement))
            .WithEnvironment("RABBITMQ_PASSWORD", settings.Secret("rabbitmq-provisioning"))
            .WithLocalAddress(settings.RabbitMqManagement)
            .WithLink("Warteschlangen")
            .WithHttpHealthCheck("/");
        return builder.AddHubUser(settings, group).WaitFor(rabbitmq);
    }

    public static IResourceBuilder<ExecutableResource> AddHubUser(
        this IDistributedApplicationBuilder builder,
        Settings settings,
        IResourceBuilder<Group> group
    ) =>
        builder
            .AddExecutable("broker", "bash", settings.Infrastructure, "broker.sh")
            .In(group)
            .WithHiddenOnCompletion()
            .WithEnvironment("MANAGEMENT", settings.ManagementUrl)
            .WithEnvironment("MANAGEMENT_PASSWORD", settings.Secret("rabbitmq-provisioning"))
            .WithEnvironment("HUB_PASSWORD", settings.Secret("rabbitmq-hub"))
            .WithEnvironment("VHOST", Settings.VirtualHost);
}
