namespace Stadtgespraeche.AppHost;

/// <summary>
/// PostgreSQL and RabbitMQ, in containers where an engine runs, else as private processes; here the two steps after
/// which they can be used.
/// </summary>
internal sealed record Servers(
    IResourceBuilder<ExecutableResource> Databases,
    IResourceBuilder<ExecutableResource> Broker
);

internal static class ServersRegistration
{
    public static Servers AddServers(this IDistributedApplicationBuilder builder, Settings settings)
    {
        var group = builder.AddGroup("infrastruktur", "Server");
        return settings.Containers
            ? builder.AddServerContainers(settings, group)
            : new(builder.AddPostgresProcess(settings, group), builder.AddRabbitMqProcess(settings, group));
    }
}
