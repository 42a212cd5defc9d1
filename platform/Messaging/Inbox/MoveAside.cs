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

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var stopping = InfrastructureFault
            .Chain(context.Exception)
            .Any(failure => failure is StoppingException or OperationCanceledException);
        if (stopping || InfrastructureFault.Is(context.Exception))
        {
            throw new StoppingException();
        }

        await MoveAsync(context, Reason(context.Exception));
        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
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
        var reason = string.Join(
            " <- ",
            InfrastructureFault.Chain(failure).Select(inner => $"{inner.GetType().Name}: {inner.Message}")
        );
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("moveAside");
}
