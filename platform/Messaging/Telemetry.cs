using System.Diagnostics;
using System.Diagnostics.Metrics;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Messaging;

/// <summary>Source and meter "Stadtgespraeche.Messaging".</summary>
internal sealed class Telemetry
{
    public const string Name = "Stadtgespraeche.Messaging";

    /// <summary>Where MassTransit looks for the sender's trace context.</summary>
    public const string ActivityHeader = "MT-Activity-Id";

    private static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> published;
    private readonly Counter<long> refused;
    private readonly Counter<long> dropped;
    private long backlog;
    private double oldestSeconds;
    private long waiting;

    public Telemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        published = meter.CreateCounter<long>("outbox.published", "{message}", "Messages that the broker confirmed");
        refused = meter.CreateCounter<long>(
            "outbox.returned",
            "{message}",
            "Messages that the broker took back; they stay and are tried again"
        );
        dropped = meter.CreateCounter<long>(
            "inbox.dropped",
            "{message}",
            "Partners' words that were dropped: forged, unreadable, unwanted or too large"
        );
        meter.CreateObservableGauge(
            "outbox.backlog",
            () => Interlocked.Read(ref backlog),
            "{message}",
            "Messages not yet confirmed"
        );
        meter.CreateObservableGauge(
            "outbox.retrying",
            () => Interlocked.Read(ref waiting),
            "{message}",
            "Messages taken back at least once"
        );
        meter.CreateObservableGauge(
            "outbox.oldest",
            () => Volatile.Read(ref oldestSeconds),
            "s",
            "Age of the oldest message not yet confirmed"
        );
    }

    public void Published(int messages) => published.Add(messages);

    public void Refused(int messages) => refused.Add(messages);

    public void Dropped(string sender, string reason) => dropped.Add(1, new("partner", sender), new("reason", reason));

    public void Backlog(long rows, long retrying, double oldest)
    {
        Interlocked.Exchange(ref backlog, rows);
        Interlocked.Exchange(ref waiting, retrying);
        Volatile.Write(ref oldestSeconds, oldest);
    }

    /// <summary>
    /// The span between the writer's and the consumer's: from taking the row to the broker's confirm.
    /// </summary>
    public static Activity? StartPublish(OutboxRow row)
    {
        if (!Source.HasListeners() || !ActivityContext.TryParse(row.Traceparent, null, isRemote: true, out var writer))
        {
            return null;
        }

        var span = Source.CreateActivity($"publish {row.Exchange}", ActivityKind.Producer, writer);
        span?.SetTag("messaging.system", "rabbitmq");
        span?.SetTag("messaging.destination.name", row.Exchange);
        span?.SetTag("messaging.message.id", row.MessageId.ToString());
        return span?.Start();
    }
}
