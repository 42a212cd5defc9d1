using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Moves a message to <c>_error</c> or <c>_skipped</c>. MassTransit's own way copies <c>user_id</c>, which the broker
/// refuses from any other user; here the first sender goes into a header. What failed only because the process stops
/// returns to its queue.
/// </summary>
internal sealed class MoveAside(string exchange, Broker broker, ILogger logger)
    : IFilter<ExceptionReceiveContext>,
        IFilter<ReceiveContext>
{
    public const string ReasonHeader = "Stadtgespraeche-Reason";

    private const int LongestReason = 2000;

    /// <summary>The process stops, or its surroundings are away: the message is as good as before.</summary>
    public static bool IsNotItsFault(Exception fault) =>
        InfrastructureFault.Chain(fault).Any(failure => failure is StoppingException or OperationCanceledException)
        || InfrastructureFault.Is(fault);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (IsNotItsFault(context.Exception))
        {
            throw new StoppingException();
        }

        await MoveAsync(context, Reason(context.Exception));
        context.AddOrUpdatePayload(() => Decided.Mark, mark => mark);
        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (context.TryGetPayload<Decided>(out _))
        {
            return;
        }

        await MoveAsync(context, "No consumer here knows this type of message.");
        // Without the type: the sender's words do not belong in a log.
        logger.LogWarning("Set aside a message in {Queue}: no consumer of this release knows its type", exchange);
        await next.Send(context);
    }

    private async Task MoveAsync(ReceiveContext context, string reason)
    {
        if (
            !context.TryGetPayload<ChannelContext>(out var channel)
            || !context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery)
        )
        {
            throw new InvalidOperationException("The message did not come from RabbitMQ.");
        }

        var properties = Sender.PassOn(delivery.Properties, broker.User);
        properties.Headers![ReasonHeader] = reason;
        await channel.BasicPublishAsync(
            exchange,
            "",
            mandatory: true,
            properties,
            context.GetBody(),
            awaitAck: true,
            context.CancellationToken
        );
    }

    private static string Reason(Exception failure)
    {
        // Never a fault's own text, which may quote what stood in the message.
        var reason =
            InfrastructureFault.Chain(failure).OfType<ConsumerFailedException>().FirstOrDefault()?.Message
            ?? ConsumerFailedException.Tell(failure);
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("moveAside");
}
