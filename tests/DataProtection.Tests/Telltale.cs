using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>
/// Keeps all that the services of this process write to their logs and put into spans and metrics from now on.
/// </summary>
internal sealed class Telltale : IDisposable
{
    private static readonly string[] Sources = ["MassTransit", "Npgsql", "Microsoft.AspNetCore", "System.Net.Http"];
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ConcurrentDictionary<string, bool> tags = new();
    private readonly ActivityListener activities;
    private readonly MeterListener meters = new();
    private readonly (TextWriter Out, TextWriter Error) before = (Console.Out, Console.Error);
    private readonly StringBuilder written = new();

    public Telltale()
    {
        // Logs go to either, as configured.
        Console.SetOut(TextWriter.Synchronized(new Tee(before.Out, written)));
        Console.SetError(TextWriter.Synchronized(new Tee(before.Error, written)));
        activities = new ActivityListener
        {
            ShouldListenTo = source =>
                source.Name.StartsWith("Stadtgespraeche.", StringComparison.Ordinal) || Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<long>((instrument, _, measured, _) => Keep(instrument, measured));
        meters.SetMeasurementEventCallback<int>((instrument, _, measured, _) => Keep(instrument, measured));
        meters.SetMeasurementEventCallback<double>((instrument, _, measured, _) => Keep(instrument, measured));
        meters.Start();
    }

    public int Spans => spans.Count;

    public int Metrics => tags.Count;

    public string Log
    {
        get
        {
            lock (written)
            {
                return written.ToString();
            }
        }
    }

    /// <summary>
    /// Where one of these values stands in a log, a span (as it is after its redaction) or a metric's tag.
    /// </summary>
    public IEnumerable<string> Find(IReadOnlyCollection<string> secrets)
    {
        meters.RecordObservableInstruments();
        var lines = Log.Split('\n')
            .Select(line => $"log: {line}")
            .Concat(
                spans
                    .ToArray()
                    .Where(IsSent)
                    .Select(span =>
                        $"span: {span.Source.Name} {span.DisplayName} {string.Join(' ', span.TagObjects)} "
                        + $"{string.Join(' ', span.Baggage)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}"
                    )
            )
            .Concat(tags.Keys.Select(tag => $"metric: {tag}"));
        return lines.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    public void Dispose()
    {
        Console.SetOut(before.Out);
        Console.SetError(before.Error);
        activities.Dispose();
        meters.Dispose();
    }

    // The tests' own requests are nobody's telemetry.
    private static bool IsSent(Activity span) => span.Source.Name != "System.Net.Http";

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> measured) =>
        tags.TryAdd($"{instrument.Name} {string.Join(' ', measured.ToArray())}", true);

    private sealed class Tee(TextWriter other, StringBuilder text) : TextWriter
    {
        public override Encoding Encoding => other.Encoding;

        public override void Write(char value)
        {
            lock (text)
            {
                text.Append(value);
            }

            other.Write(value);
        }

        public override void Write(string? value)
        {
            lock (text)
            {
                text.Append(value);
            }

            other.Write(value);
        }
    }
}
