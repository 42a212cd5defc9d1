using MassTransit;
using Stadtgespraeche.Messaging.Inbox;

namespace Stadtgespraeche.Messaging.FromPartners;

/// <summary>
/// What becomes of a partner's word that no consumer has had: one that cannot be read, or that nobody here wants, is
/// dropped and counted. Setting it aside would let a city fill the hub's broker with whatever it likes. A word that a
/// consumer has had and failed on is set aside as everywhere.
/// </summary>
internal sealed class DropUnheard(MoveAside failed, DroppedMessages dropped, Broker broker)
    : IFilter<ExceptionReceiveContext>,
        IFilter<ReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.TryGetPayload<HandedOver>(out _) || MoveAside.IsNotItsFault(context.Exception))
        {
            return failed.Send(context, next);
        }

        dropped.Count(SenderOf(context), DroppedMessages.Unreadable);
        context.AddOrUpdatePayload(() => Decided.Mark, mark => mark);
        return next.Send(context);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!context.TryGetPayload<Decided>(out _))
        {
            dropped.Count(SenderOf(context), DroppedMessages.Unwanted);
        }

        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("dropUnheard");

    private string? SenderOf(ReceiveContext context) =>
        context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery)
            ? Sender.Of(delivery.Properties, broker.User)
            : null;
}
