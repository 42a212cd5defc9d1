using System.Reflection;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Messaging.FromPartners;
using Stadtgespraeche.Messaging.Inbox;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// Turns the endpoints of a service into MassTransit receive endpoints, every one of them with inbox, retries and
/// bounds.
/// </summary>
internal static class ReceiveEndpoints
{
    // Each message at work holds a database connection; all endpoints of a service together stay well below the pool's
    // 50.
    private const int HubConcurrency = 2;
    private const int SharedConcurrency = 8;

    private static readonly MethodInfo AddConsumerOfType = typeof(ReceiveEndpoints).GetMethod(
        nameof(AddConsumer),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    private static readonly MethodInfo RefuseForgedMessagesOfType = typeof(ReceiveEndpoints).GetMethod(
        nameof(RefuseForgedMessages),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    public static void AddEndpoints<TDb>(
        this IRabbitMqBusFactoryConfigurator rabbit,
        ServiceTopology topology,
        IServiceProvider services
    )
        where TDb : DbContext
    {
        var broker = services.GetRequiredService<Broker>();
        rabbit.Host(
            broker.Host,
            broker.Port,
            broker.VirtualHost,
            topology.Name,
            host =>
            {
                host.Username(broker.User);
                host.Password(broker.Password);
                host.Heartbeat(TimeSpan.FromSeconds(15));
                if (broker.Tls)
                {
                    host.UseSsl(broker.DemandTls);
                }
            }
        );
        foreach (var endpoint in topology.Endpoints.Where(endpoint => endpoint.Consumers.Count > 0))
        {
            rabbit.ReceiveEndpoint(
                endpoint.Queue.Name,
                receive => receive.Configure<TDb>(topology, endpoint, services)
            );
        }
    }

    private static void Configure<TDb>(
        this IRabbitMqReceiveEndpointConfigurator receive,
        ServiceTopology topology,
        Endpoint endpoint,
        IServiceProvider services
    )
        where TDb : DbContext
    {
        var broker = services.GetRequiredService<Broker>();
        var fromPartners = endpoint.Queue.Name == PartnerTopology.FromPartners;
        foreach (var (argument, value) in endpoint.Queue.Arguments)
        {
            receive.SetQueueArgument(argument, value!);
        }

        receive.ConfigureConsumeTopology = topology.InHub && !fromPartners;
        receive.PublishFaults = false;
        receive.ConcurrentMessageLimit = endpoint.Consumers.Count > 1 ? SharedConcurrency : HubConcurrency;
        receive.PrefetchCount = 4 * receive.ConcurrentMessageLimit.Value;
        var aside = services.GetRequiredService<ILoggerFactory>().CreateLogger<MoveAside>();
        var failed = new MoveAside(endpoint.Queue.Error, broker, aside);
        if (!fromPartners)
        {
            var skipped = new MoveAside(endpoint.Queue.Skipped, broker, aside);
            receive.ConfigureError(pipe => pipe.UseFilter(failed));
            receive.ConfigureDeadLetter(pipe => pipe.UseFilter(skipped));
        }
        else
        {
            var unheard = new DropUnheard(failed, services.GetRequiredService<DroppedMessages>(), broker);
            receive.ConfigureError(pipe => pipe.UseFilter(unheard));
            receive.ConfigureDeadLetter(pipe => pipe.UseFilter(unheard));
            foreach (var contract in endpoint.Consumers.SelectMany(Messages.ConsumedBy).Distinct())
            {
                RefuseForgedMessagesOfType.MakeGenericMethod(contract).Invoke(null, [receive, services]);
            }
        }

        foreach (var consumer in endpoint.Consumers)
        {
            AddConsumerOfType
                .MakeGenericMethod(typeof(TDb), consumer)
                .Invoke(null, [receive, endpoint.Queue.Name, services]);
        }
    }

    private static void AddConsumer<TDb, TConsumer>(
        IReceiveEndpointConfigurator receive,
        string endpoint,
        IServiceProvider services
    )
        where TDb : DbContext
        where TConsumer : class, IConsumer
    {
        var factory = new ConsumeOnce<TDb, TConsumer>(
            endpoint,
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<Listening>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger<TConsumer>()
        );
        receive.Consumer(factory);
    }

    private static void RefuseForgedMessages<T>(IReceiveEndpointConfigurator receive, IServiceProvider services)
        where T : class =>
        receive.UseFilter(
            new RefuseForgedMessage<T>(
                services.GetRequiredService<Broker>(),
                services.GetRequiredService<DroppedMessages>()
            )
        );
}
