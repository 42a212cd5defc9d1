using System.Collections.Concurrent;
using System.Diagnostics;
using Stadtgespraeche.Benchmarks.Seats;

namespace Stadtgespraeche.Benchmarks.Portal;

/// <summary>
/// What people wait for. 200 members open the link of their mail and answer, all at once; then 50 visitors read public and
/// personal pages for half a minute, each the next page as soon as the last one is there. Against the same number of people
/// who ask an endpoint that does nothing, through the same gateway. The people run on this machine too.
/// </summary>
internal static class PortalBench
{
    private const int Runs = 3;
    private const int Members = 200;
    private const int Visitors = 50;

    /// <summary>The link, the page it leads to, the button, and the page after that.</summary>
    private const int RequestsOfAnswer = 4;
    private const string LimitName = "an empty endpoint";
    private static readonly TimeSpan Visit = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Report report)
    {
        await using var hub = await Hub.StartAsync();
        for (var run = 0; run <= Runs; run++)
        {
            // The first run warms everything up and is not counted.
            var into = run == 0 ? new Report("warm-up") : report;
            await hub.Hall.EmptyAsync();
            await AnswerAsync(hub, into);
            await VisitAsync(hub, into, run == 0 ? Visit / 3 : Visit);
        }
    }

    private static async Task AnswerAsync(Hub hub, Report report)
    {
        var (_, limit) = await TogetherAsync(
            Members,
            hub.Empty,
            async (person, _) =>
            {
                for (var i = 0; i < RequestsOfAnswer; i++)
                {
                    await person.ReadAsync("/");
                }

                return [TimeSpan.Zero];
            }
        );
        var (before, refused) = (hub.ProcessorTime(), 0);
        var (times, all) = await TogetherAsync(
            Members,
            hub.Gateway,
            async (person, number) =>
            {
                var (page, button, seat) = await person.AnswerAsync(hub.Hall.Link(number, 1));
                Interlocked.Add(ref refused, seat ? 0 : 1);
                return [page, button, page + button];
            }
        );
        report.Add($"{Members} answers at once, all done", "ms", Milliseconds(all), LimitName, Milliseconds(limit));
        foreach (var (part, name) in new[] { "page", "button", "both" }.Index())
        {
            report.Add($"  {name}, median", "ms", Statistics.Median(times.Select(own => Milliseconds(own[part]))));
        }

        report.Add("  refused", "people", refused);
        AddProcessorTime(hub, before, report, "answers");
    }

    private static async Task VisitAsync(Hub hub, Report report, TimeSpan visit)
    {
        var limit = await VisitAsync(hub.Empty, visit / 3, (_, _) => Task.CompletedTask, (_, _) => "/");
        var before = hub.ProcessorTime();
        var seen = await VisitAsync(
            hub.Gateway,
            visit,
            (person, number) => person.ReadAsync($"/platz?t={hub.Hall.Link(Members + number, Programme.Sessions)}"),
            Page
        );
        report.Add(
            $"{Visitors} visitors, page p50",
            "ms",
            Statistics.Median(seen),
            LimitName,
            Statistics.Median(limit)
        );
        report.Add(
            $"{Visitors} visitors, page p95",
            "ms",
            Statistics.Percentile(seen, 0.95),
            LimitName,
            Statistics.Percentile(limit, 0.95)
        );
        report.Add(
            $"{Visitors} visitors, pages",
            "pages/s",
            seen.Count / visit.TotalSeconds,
            LimitName,
            limit.Count / (visit / 3).TotalSeconds
        );
        AddProcessorTime(hub, before, report, "visitors");
    }

    /// <summary>Everybody begins at another page.</summary>
    private static string Page(int number, int turn)
    {
        var session = BenchHall.Session(BenchHall.SessionOf(Members + number, Programme.Sessions));
        return ((number + turn) % 6) switch
        {
            0 => "/",
            1 => "/sitzungen",
            2 => $"/sitzungen/{session}",
            3 => "/wissen",
            4 => $"/platz/{session}",
            _ => "/kommunen",
        };
    }

    private static async Task<IReadOnlyCollection<double>> VisitAsync(
        Uri gateway,
        TimeSpan visit,
        Func<Person, int, Task> arrive,
        Func<int, int, string> page
    )
    {
        var seen = new ConcurrentBag<double>();
        await TogetherAsync(
            Visitors,
            gateway,
            async (person, number) =>
            {
                await arrive(person, number);
                var started = Stopwatch.GetTimestamp();
                for (var turn = 0; Stopwatch.GetElapsedTime(started) < visit; turn++)
                {
                    var asked = Stopwatch.GetTimestamp();
                    await person.ReadAsync(page(number, turn));
                    seen.Add(Milliseconds(Stopwatch.GetElapsedTime(asked)));
                }

                return [TimeSpan.Zero];
            }
        );
        return seen;
    }

    private static async Task<(TimeSpan[][] Each, TimeSpan All)> TogetherAsync(
        int people,
        Uri gateway,
        Func<Person, int, Task<TimeSpan[]>> act
    )
    {
        var all = Enumerable.Range(0, people).Select(_ => new Person(gateway)).ToList();
        try
        {
            var started = Stopwatch.GetTimestamp();
            var each = await Task.WhenAll(all.Select((person, number) => act(person, number)));
            return (each, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            all.ForEach(person => person.Dispose());
        }
    }

    private static void AddProcessorTime(
        Hub hub,
        IReadOnlyDictionary<string, double> before,
        Report report,
        string during
    )
    {
        foreach (var (program, seconds) in hub.ProcessorTime())
        {
            if (seconds - before[program] is > 0.005 and var spent)
            {
                report.Add($"  processor time of {program}, {during}", "s", spent);
            }
        }
    }

    private static double Milliseconds(TimeSpan time) => time.TotalMilliseconds;
}
