using System.Diagnostics;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>The message that all parts of the bench send: about 1 KB on the wire.</summary>
internal static class Payload
{
    public static readonly string Exchange = Messages.ExchangeOf(typeof(SessionCancelled));

    private static readonly string Reason = new('x', 480);

    public static OutboxMessage Row()
    {
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        return new OutboxMessage
        {
            MessageId = id,
            Exchange = Exchange,
            Body = Envelope.Serialize(Message(id), id, now),
            Traceparent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01",
            CreatedAt = now,
        };
    }

    public static SessionCancelled Message(Guid id) =>
        new(id, 1, "Digitale Bürgerbeteiligung", TimeProvider.System.GetUtcNow(), "Europe/Berlin", 90, Reason);
}
