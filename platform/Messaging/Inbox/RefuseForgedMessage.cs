using MassTransit;
using Microsoft.Extensions.Logging;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Takes a partner's word only from that partner. The broker vouches for <c>user_id</c>; a message without it, or about
/// another partner, is logged and discarded.
/// </summary>
internal sealed class RefuseForgedMessage<T>(Broker broker, Telemetry telemetry, ILogger logger)
    : IFilter<ConsumeContext<T>>
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

        telemetry.Forged();
        logger.LogWarning(
            "Refused {Contract} {MessageId}: sent by {Sender}, but about {Partner}",
            typeof(T).Name,
            context.MessageId,
            sender ?? "nobody known",
            partner ?? "nobody"
        );
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("refuseForgedWord");
}
