namespace Stadtgespraeche.AppHost;

/// <summary>
/// PostgreSQL and RabbitMQ, in containers where an engine runs, else as private processes; here the two steps after
/// which they can be used.
/// </summary>
internal sealed record Servers(
    IResourceBuilder<ExecutableResource> Databases,
    IResourceBuilder<ExecutableResource> Broker
);
