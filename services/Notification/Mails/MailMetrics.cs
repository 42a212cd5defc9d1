using System.Diagnostics;
using System.Diagnostics.Metrics;
using Stadtgespraeche.Notification.Jobs;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>Numbers and spans of the mail queue; kinds and counts only, nobody's name or address.</summary>
public static class MailMetrics
{
    public const string Source = "Stadtgespraeche.Notification";

    internal static readonly ActivitySource Activities = new(Source);
    private static readonly Meter Meter = new(Source);
    private static long waiting;
    private static double oldestSeconds;

    static MailMetrics()
    {
        Meter.CreateObservableGauge(
            "mails.queued",
            () => Volatile.Read(ref waiting),
            "{mail}",
            "Mails that wait or are being sent"
        );
        Meter.CreateObservableGauge(
            "mails.queue.age",
            () => Volatile.Read(ref oldestSeconds),
            "s",
            "How long the oldest due mail waits"
        );
    }

    internal static Counter<long> Planned { get; } =
        Meter.CreateCounter<long>("mails.planned", "{mail}", "Mails put into the queue");

    internal static Counter<long> Sent { get; } =
        Meter.CreateCounter<long>("mails.sent", "{mail}", "Mails that the server took");

    internal static Counter<long> Failed { get; } =
        Meter.CreateCounter<long>("mails.failed", "{mail}", "Mails given up");

    internal static Counter<long> Dropped { get; } =
        Meter.CreateCounter<long>("mails.dropped", "{mail}", "Mails no longer true at sending");

    internal static Counter<long> Deferred { get; } =
        Meter.CreateCounter<long>("mails.deferred", "{mail}", "Tries that are to be repeated");

    /// <summary>Looks how many mails wait and how long the oldest has been due.</summary>
    internal static async Task ObserveAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        await using var command = turn.Database.CreateCommand(
            "select count(*), min(due) from mails where status in ('Queued', 'Sending')"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var oldest = reader.IsDBNull(1) ? turn.Now : reader.GetFieldValue<DateTimeOffset>(1);
        Volatile.Write(ref waiting, reader.GetInt64(0));
        Volatile.Write(ref oldestSeconds, Math.Max(0, (turn.Now - oldest).TotalSeconds));
    }
}
