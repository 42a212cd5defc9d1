using RabbitMQ.Client;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>An endpoint of this service and the consumers behind it.</summary>
public sealed record Endpoint(QueueTopology Queue, IReadOnlyList<Type> Consumers);

/// <summary>
/// Everything this service needs on the broker. A hub service declares its queues, the exchanges of all contracts and
/// the bindings between them; a partner's service declares nothing but its own queues, the rest is the hub's.
/// </summary>
public sealed record ServiceTopology(string Name, bool InHub, IReadOnlyList<Endpoint> Endpoints)
{
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        if (InHub)
        {
            foreach (var contract in Messages.All.Where(type => Messages.AudienceOf(type) != Audience.FromPartner))
            {
                await DeclareExchangeAsync(channel, Messages.ExchangeOf(contract), cancellationToken);
            }
        }

        foreach (var endpoint in Endpoints)
        {
            await endpoint.Queue.DeclareAsync(channel, cancellationToken);
            foreach (var exchange in SourcesOf(endpoint))
            {
                await DeclareExchangeAsync(channel, exchange, cancellationToken);
                await channel.ExchangeBindAsync(
                    endpoint.Queue.Name,
                    exchange,
                    "",
                    cancellationToken: cancellationToken
                );
            }
        }
    }

    /// <summary>
    /// The contract exchanges bound to an endpoint; a partner's word comes through <c>from.&lt;key&gt;</c>, which
    /// provisioning binds.
    /// </summary>
    private IEnumerable<string> SourcesOf(Endpoint endpoint) =>
        InHub && endpoint.Queue.Name != PartnerTopology.FromPartners
            ? endpoint.Consumers.SelectMany(Messages.ConsumedBy).Distinct().Select(Messages.ExchangeOf)
            : [];

    private static Task DeclareExchangeAsync(IChannel channel, string exchange, CancellationToken cancellationToken) =>
        channel.ExchangeDeclareAsync(
            exchange,
            ExchangeType.Fanout,
            durable: true,
            cancellationToken: cancellationToken
        );
}
