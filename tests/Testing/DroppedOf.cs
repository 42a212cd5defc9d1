using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Stadtgespraeche.Testing;

/// <summary>Why words of one partner were dropped since this was made, as the metric tells it.</summary>
public sealed class DroppedOf : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<string> reasons = new();

    public DroppedOf(string partner)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument is { Name: "inbox.dropped", Meter.Name: "Stadtgespraeche.Messaging" })
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string?)tag.Value);
                if (named["partner"] == partner)
                {
                    reasons.Enqueue(named["reason"]!);
                }
            }
        );
        listener.Start();
    }

    public IReadOnlyList<string> Reasons => [.. reasons];

    public void Dispose() => listener.Dispose();
}
