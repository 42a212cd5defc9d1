using Stadtgespraeche.Benchmarks;
using Stadtgespraeche.Benchmarks.Chaos;
using Stadtgespraeche.Benchmarks.Fanout;
using Stadtgespraeche.Benchmarks.Outbox;
using Stadtgespraeche.Benchmarks.Portal;
using Stadtgespraeche.Benchmarks.Seats;

var benches = new Dictionary<string, (string What, Func<Report, Task> Run)>
{
    ["outbox"] = (
        "from commit to broker: draining a backlog, 16 writers, latency at 200 messages per second",
        OutboxBench.RunAsync
    ),
    ["fanout"] = (
        "from the event to the mail server's OK for 5,000 members; what a kill -9 repeats or loses",
        FanoutBench.RunAsync
    ),
    ["seats"] = ("bookings through the gateway, all for one session and over 100 sessions", SeatsBench.RunAsync),
    ["portal"] = (
        "200 people who answer at once by the link of their mail, and 50 visitors of public and personal pages",
        PortalBench.RunAsync
    ),
    ["chaos"] = (
        "[MINUTES] nothing is lost and nothing doubled while everything is killed, paused, stopped, cut off and full",
        report =>
            ChaosBench.RunAsync(report, TimeSpan.FromMinutes(args is [_, var minutes] ? double.Parse(minutes) : 10))
    ),
};

if (args is not [var name, ..] || !benches.TryGetValue(name, out var bench))
{
    foreach (var (known, (what, _)) in benches)
    {
        Console.WriteLine($"{known, -10} {what}");
    }

    return args.Length == 0 ? 0 : 1;
}

var report = new Report(name);
await bench.Run(report);
await report.WriteAsync();
return Environment.ExitCode;
