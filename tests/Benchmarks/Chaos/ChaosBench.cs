namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>
/// Members of three cities answer at random while processes are killed and paused, PostgreSQL and RabbitMQ are stopped,
/// crashed, cut off and full; when all is well again, what must hold is read from databases, inboxes and logs. Fails when
/// something does not.
/// </summary>
internal static class ChaosBench
{
    /// <summary>How long everything may take to be told after the last fault.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private const int Shown = 5;

    public static async Task RunAsync(Report report, TimeSpan length)
    {
        await using var platform = await Platform.StartAsync();
        var members = await platform.MembersAsync();
        var (storm, faults) = (new Storm(platform, members), new Faults(platform));
        using (var stop = new CancellationTokenSource(length))
        {
            await Task.WhenAll(storm.RunAsync(stop.Token), faults.RunAsync(stop.Token));
        }

        report.Add("answers acknowledged", "answers", storm.Count);
        report.Add("answers sent again until acknowledged", "times", storm.Repeated);
        foreach (var (what, count) in faults.Happened)
        {
            report.Add(what, "times", count);
        }

        // Connections from before a crash of PostgreSQL are broken.
        foreach (var database in platform.Databases.Values)
        {
            database.Clear();
        }

        var invariants = new Invariants(platform, storm.Last);
        var broken = new List<string>(storm.Strange.Take(Shown));
        report.Add("unexpected: answers with another status", "answers", storm.Strange.Count);
        var until = TimeProvider.System.GetUtcNow() + Patience;
        foreach (var (what, check) in invariants.All)
        {
            var against = await check();
            while (against.Count > 0 && TimeProvider.System.GetUtcNow() < until)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                against = await check();
            }

            report.Add($"against: {what}", "cases", against.Count);
            broken.AddRange(against.Take(Shown).Select(one => $"{what}: {one}"));
        }

        report.Add("mails that arrived twice after a kill", "mails", invariants.SentAgain);
        foreach (var one in broken)
        {
            Console.Error.WriteLine($"  BROKEN {one}");
        }

        Environment.ExitCode = broken.Count > 0 ? 1 : 0;
    }
}
