using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Stadtgespraeche.Messaging.FromPartners;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Messaging.Outbox;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Messaging;

/// <summary>
/// Switches outbox, relay, inbox and every consumer on, in one call. Needs <c>ConnectionStrings:rabbitmq</c> and a
/// registered
/// <c>TDb</c> on PostgreSQL whose model has <see cref="MessagingModel.AddMessaging"/>.
/// </summary>
public static class MessagingExtensions
{
    /// <summary>
    /// A hub service: one queue <c>service-consumer-name</c> for each consumer in the assembly of its DbContext, and
    /// <c>registration-from-partners</c> for all consumers of partners' words.
    /// </summary>
    public static void AddHubMessaging<TDb>(
        this IHostApplicationBuilder builder,
        string service,
        IReadOnlyList<Type>? consumers = null
    )
        where TDb : DbContext =>
        builder.AddMessaging<TDb>(Consumers.OfHub(service, consumers ?? Consumers.In(typeof(TDb).Assembly)));

    /// <summary>
    /// A partner's service: all consumers on the one queue <c>notification.&lt;key&gt;</c>, declared with a partner's
    /// rights.
    /// </summary>
    public static void AddPartnerMessaging<TDb>(
        this IHostApplicationBuilder builder,
        string key,
        IReadOnlyList<Type>? consumers = null
    )
        where TDb : DbContext =>
        builder.AddMessaging<TDb>(Consumers.OfPartner(key, consumers ?? Consumers.In(typeof(TDb).Assembly)));

    /// <summary>
    /// Declares this service's exchanges, queues and bindings and returns. The verb <c>migrate</c> calls it, so that a
    /// queue is there before any service publishes to it.
    /// </summary>
    public static async Task DeclareMessagingAsync(this IHost host, CancellationToken cancellationToken)
    {
        var topology = host.Services.GetRequiredService<ServiceTopology>();
        await using var connection = await host
            .Services.GetRequiredService<Broker>()
            .ConnectAsync($"{topology.Name} migrate", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await topology.DeclareAsync(channel, cancellationToken);
    }

    private static void AddMessaging<TDb>(this IHostApplicationBuilder builder, ServiceTopology topology)
        where TDb : DbContext
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(topology);
        services.AddSingleton(provider => new Broker(
            provider.GetRequiredService<IConfiguration>().GetConnectionString("rabbitmq")
                ?? throw new InvalidOperationException("ConnectionStrings:rabbitmq is missing."),
            provider.GetRequiredService<IConfiguration>()["Broker:CertificateAuthority"]
        ));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<RelayState>();
        services.AddSingleton<Telemetry>();
        services.AddSingleton<DroppedMessages>();
        services.AddSingleton<WakeRelayAfterCommit>();
        services.ConfigureDbContext<TDb>(
            (provider, options) => options.AddInterceptors(provider.GetRequiredService<WakeRelayAfterCommit>())
        );
        services.AddSingleton<Listening>();
        services
            .AddHealthChecks()
            .AddCheck<RelayHealth>("outbox", tags: ["ready"])
            .AddCheck<ListeningHealth>("inbox", tags: ["ready", "live"]);

        // The bus has an endpoint of its own besides ours, which nobody uses and which never recovers from a refused login.
        services.PostConfigure<HealthCheckServiceOptions>(checks =>
        {
            foreach (var bus in checks.Registrations.Where(check => check.Tags.Contains("masstransit")).ToList())
            {
                checks.Registrations.Remove(bus);
            }
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry(); // nothing here calls out of the city or the hub
            bus.AddReceiveEndpointObserver(provider => provider.GetRequiredService<Listening>());
            bus.UsingRabbitMq((context, rabbit) => rabbit.AddEndpoints<TDb>(topology, context));
        });

        // Stopping runs in reverse: the relay, which consumers feed, stops after the bus.
        services.AddHostedService<Relay<TDb>>();
        services.AddHostedService<BacklogWatch<TDb>>();
        services.AddHostedService<InboxCleanup<TDb>>();
        services.AddHostedService<ListenAgain>();
        if (topology.Endpoints.Any(endpoint => endpoint.Queue.Name == PartnerTopology.FromPartners))
        {
            services.AddHostedService<FetchPartnerMessages<TDb>>();
        }
    }
}
