using System.Collections.Concurrent;
using System.Reflection;

namespace Stadtgespraeche.Messaging;

/// <summary>The partner that a message names in its property <c>Partner</c>, if it has one.</summary>
internal static class PartnerOfMessage
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Properties = new();

    public static bool HasPartner(Type contract) => Property(contract) is not null;

    public static string? Of(object message) => (string?)Property(message.GetType())?.GetValue(message);

    public static void RefuseOther(string partner, object message)
    {
        if (Property(message.GetType()) is { } property && (string?)property.GetValue(message) != partner)
        {
            throw new ArgumentException($"{message.GetType().Name} names another partner than '{partner}'.");
        }
    }

    private static PropertyInfo? Property(Type contract) =>
        Properties.GetOrAdd(contract, static type => type.GetProperty("Partner", typeof(string)));
}
