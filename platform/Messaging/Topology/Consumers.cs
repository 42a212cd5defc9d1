using System.Text.RegularExpressions;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// Which endpoints a service's consumers make: one each in the hub, one for all partners' words, one for all at a
/// partner.
/// </summary>
internal static partial class Consumers
{
    public static ServiceTopology OfHub(string service, IReadOnlyList<Type> consumers)
    {
        var fromPartners = consumers.Where(HearsPartners).ToList();
        if (fromPartners.Count > 0 && $"{service}-from-partners" != PartnerTopology.FromPartners)
        {
            throw new InvalidOperationException(
                $"Only Registration hears partners; {fromPartners[0].Name} is not its."
            );
        }

        var endpoints = consumers
            .Except(fromPartners)
            .Select(consumer => new Endpoint(QueueTopology.Hub($"{service}-{Kebab(consumer.Name)}"), [consumer]))
            .ToList();
        if (fromPartners.Count > 0)
        {
            endpoints.Add(new Endpoint(QueueTopology.Hub(PartnerTopology.FromPartners), fromPartners));
        }

        return new ServiceTopology(service, InHub: true, endpoints);
    }

    public static ServiceTopology OfPartner(string key, IReadOnlyList<Type> consumers)
    {
        if (consumers.FirstOrDefault(HearsPartners) is { } consumer)
        {
            throw new InvalidOperationException($"{consumer.Name} would hear other partners' words.");
        }

        return new ServiceTopology(
            $"notification.{key}",
            InHub: false,
            [new Endpoint(QueueTopology.Partner(key), consumers)]
        );
    }

    public static IReadOnlyList<Type> In(System.Reflection.Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .Where(type =>
                    type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
                    && Messages.ConsumedBy(type).Any()
                )
                .OrderBy(type => type.FullName, StringComparer.Ordinal),
        ];

    private static bool HearsPartners(Type consumer)
    {
        var contracts = Messages.ConsumedBy(consumer).ToList();
        var words = contracts.Where(type => Messages.AudienceOf(type) == Audience.FromPartner).ToList();
        if (words.Count > 0 && words.Count < contracts.Count)
        {
            throw new InvalidOperationException($"{consumer.Name} mixes partners' words with facts of the hub.");
        }

        if (words.FirstOrDefault(type => !PartnerOfMessage.HasPartner(type)) is { } mute)
        {
            throw new InvalidOperationException($"{mute.Name} is a partner's word without the property Partner.");
        }

        return words.Count > 0;
    }

    private static string Kebab(string name) => Boundary.Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Boundary { get; }
}
