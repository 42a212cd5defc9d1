using System.Collections.Concurrent;
using System.Reflection;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging;

/// <summary>What the wire calls a contract and whom it may reach.</summary>
public static class Messages
{
    private static readonly RabbitMqMessageNameFormatter Names = new();
    private static readonly ConcurrentDictionary<Type, Audience> Audiences = new();
    private static readonly ConcurrentDictionary<Type, string> Exchanges = new();

    /// <summary>Every contract of platform/Contracts, in the order of its name.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(AudienceAttribute)
            .Assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttribute<AudienceAttribute>() is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>The fanout exchange of a contract, as MassTransit names it.</summary>
    public static string ExchangeOf(Type contract) =>
        Exchanges.GetOrAdd(contract, static type => Names.GetMessageName(type));

    /// <summary>Refuses a type that is no contract.</summary>
    public static Audience AudienceOf(Type contract) =>
        Audiences.GetOrAdd(
            contract,
            static type =>
                type.GetCustomAttribute<AudienceAttribute>()?.Audience
                ?? throw new ArgumentException($"{type} has no [Audience] and so is no contract.")
        );

    /// <summary>The contracts that a consumer type handles.</summary>
    internal static IEnumerable<Type> ConsumedBy(Type consumer) =>
        consumer
            .GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GetGenericArguments()[0]);
}
