using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Messaging.Outbox;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Messaging;

/// <summary>
/// How a slice tells others: the message becomes a row beside the change that it reports, and <c>SaveChangesAsync</c>
/// stores both or neither. The audience of the contract decides where it may go; a wrong destination is an
/// <see cref="ArgumentException"/>.
/// </summary>
public static class OutboxExtensions
{
    /// <summary>Publishes inside the hub; contracts for all partners reach every partner as well.</summary>
    public static void Publish(this DbContext db, object message)
    {
        Refuse(message, Audience.FromPartner, nameof(Publish));
        db.Store(message, Messages.ExchangeOf(message.GetType()));
    }

    /// <summary>Sends to one partner's Notification only. A message that names a partner goes to no other.</summary>
    public static void SendToPartner(this DbContext db, string partner, object message)
    {
        Refuse(message, Audience.FromPartner, nameof(SendToPartner));
        Refuse(message, Audience.Hub, nameof(SendToPartner));
        PartnerOfMessage.RefuseOther(partner, message);
        db.Store(message, PartnerTopology.Queue(partner));
    }

    /// <summary>Sends a partner's word to the hub; called at the partner.</summary>
    public static void SendToHub(this DbContext db, string partner, object message)
    {
        if (Messages.AudienceOf(message.GetType()) != Audience.FromPartner)
        {
            throw new ArgumentException(
                $"{message.GetType().Name} is no partner's word; it cannot be sent to the hub."
            );
        }

        PartnerOfMessage.RefuseOther(partner, message);
        if (db.Store(message, PartnerTopology.FromExchange(partner)).Length > PartnerTopology.LargestWord)
        {
            throw new ArgumentException($"{message.GetType().Name} is longer than what the hub takes.");
        }
    }

    private static void Refuse(object message, Audience audience, string verb)
    {
        if (Messages.AudienceOf(message.GetType()) == audience)
        {
            throw new ArgumentException(
                $"{message.GetType().Name} has the audience {audience}; {verb} would reach somebody else."
            );
        }
    }

    private static byte[] Store(this DbContext db, object message, string exchange)
    {
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        var body = Envelope.Serialize(message, id, now);
        db.Add(
            new OutboxMessage
            {
                MessageId = id,
                Exchange = exchange,
                Body = body,
                Traceparent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
                CreatedAt = now,
            }
        );
        return body;
    }
}
