using System.Text;
using RabbitMQ.Client;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Who sent a message: the broker vouches for the property <c>user_id</c>. A message that this side has moved or sends
/// again carries its own user there and the first sender in a header, which counts from nobody else.
/// </summary>
internal static class Sender
{
    public const string Header = "Stadtgespraeche-Sender";

    public static string? Of(IReadOnlyBasicProperties properties, string own)
    {
        if (!properties.IsUserIdPresent())
        {
            return null;
        }

        if (
            properties.UserId != own
            || properties.Headers is null
            || !properties.Headers.TryGetValue(Header, out var first)
        )
        {
            return properties.UserId;
        }

        return first is byte[] bytes ? Encoding.UTF8.GetString(bytes) : first as string;
    }

    /// <summary>
    /// The properties with which this side passes the message on. Copying <c>user_id</c> would make the broker refuse
    /// it.
    /// </summary>
    public static BasicProperties PassOn(IReadOnlyBasicProperties properties, string own)
    {
        var passed = new BasicProperties(properties)
        {
            UserId = own,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>()),
        };
        passed.ClearExpiration();
        passed.Headers.Remove(Header);
        if (Of(properties, own) is { } sender && sender != own)
        {
            passed.Headers[Header] = sender;
        }

        return passed;
    }
}
