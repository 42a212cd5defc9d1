using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Stadtgespraeche.Messaging;

/// <summary>
/// The bytes of a message on the wire: MassTransit's JSON envelope, without the sender's machine name, which nobody
/// needs.
/// </summary>
public static class Envelope
{
    public const string ContentType = "application/vnd.masstransit+json";

    public static byte[] Serialize(object message, Guid messageId, DateTimeOffset sentAt)
    {
        var id = messageId.ToString();
        var envelope = new JsonMessageEnvelope
        {
            MessageId = id,
            ConversationId = id,
            MessageType = [MessageUrn.ForTypeString(message.GetType())],
            Message = message,
            SentTime = sentAt.UtcDateTime,
        };
        return JsonSerializer.SerializeToUtf8Bytes(envelope, SystemTextJsonMessageSerializer.Options);
    }
}
