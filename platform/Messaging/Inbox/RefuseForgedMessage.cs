using MassTransit;
using Stadtgespraeche.Messaging.FromPartners;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Takes a partner's word only from that partner. The broker vouches for <c>user_id</c>; a message without it, or about
/// another partner, is dropped and counted.
/// </summary>
internal sealed class RefuseForgedMessage<T>(Broker broker, DroppedMessages dropped) : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var sender = context.ReceiveContext.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery)
            ? Sender.Of(delivery.Properties, broker.User)
            : null;
        var partner = PartnerOfMessage.Of(context.Message);
        if (sender is not null && sender == partner)
        {
            await next.Send(context);
            return;
        }

        dropped.Count(sender, DroppedMessages.Forged);
        // Handled: else it would count as one that nobody wants.
        await context.NotifyConsumed(context, TimeSpan.Zero, nameof(RefuseForgedMessage<T>));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("refuseForgedWord");
}
