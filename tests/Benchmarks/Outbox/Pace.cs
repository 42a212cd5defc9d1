using System.Diagnostics;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>Starts a piece of work 200 times a second, whether or not the one before has ended.</summary>
internal static class Pace
{
    private const int PerSecond = 200;

    public static async Task RunAsync(IReadOnlyList<OutboxMessage> rows, Func<OutboxMessage, Task> work)
    {
        var running = new List<Task>(rows.Count);
        var started = Stopwatch.GetTimestamp();
        foreach (var row in rows)
        {
            var due = TimeSpan.FromSeconds((double)running.Count / PerSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            running.Add(work(row));
        }

        await Task.WhenAll(running);
    }
}

/// <summary>When each message was confirmed: the end of the relay's own span.</summary>
internal sealed class Confirms : IDisposable
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> times = new();
    private readonly ActivityListener listener;

    public Confirms()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Stadtgespraeche.Messaging",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
                times[(string)span.GetTagItem("messaging.message.id")!] = Stopwatch.GetTimestamp(),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public long At(string messageId) => times[messageId];

    public async Task UntilAsync(int count)
    {
        while (times.Count < count)
        {
            await Task.Delay(5);
        }
    }

    public void Dispose() => listener.Dispose();
}
