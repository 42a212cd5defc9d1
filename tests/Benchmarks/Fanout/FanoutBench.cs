using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Fanout;

/// <summary>
/// From the event to the mail server's OK for a city of 5,000 members, as a process of its own on servers of its own
/// with fsync; and what a kill in the middle repeats or loses. The limit renders and sends the same mails over as many
/// connections and keeps no books.
/// </summary>
internal static class FanoutBench
{
    public const int Members = 5_000;
    public const int Connections = 4;
    private const int Runs = 5;
    private const int Kills = 3;

    public static async Task RunAsync(Report report)
    {
        await using var postgres = await PrivatePostgres.StartAsync(fsync: true);
        await using var broker = await PrivateRabbitMq.StartAsync();
        await using var city = await BenchCity.CreateAsync(postgres, broker);

        await using (var sink = MailSink.Start())
        await using (city.Serve(sink.Port))
        {
            for (var run = 0; run <= Runs; run++)
            {
                // The first run warms both sides up and is not counted.
                var into = run == 0 ? new Report("warm-up") : report;
                const string limitName = "MailKit alone, rendering each mail";
                var session = BenchCity.Session();
                var limit = Members / (await BareLoop.RunAsync(city, session, sink.Port)).TotalSeconds;
                into.Add(limitName, "mails/s", limit);
                into.Add(
                    "event to the server's OK, 5,000 members",
                    "mails/s",
                    Members / (await city.FanOutAsync(session)).TotalSeconds,
                    limitName,
                    limit
                );
            }
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            await KillAsync(report, city);
        }
    }

    private static async Task KillAsync(Report report, BenchCity city)
    {
        await using var sink = MailSink.Start(keep: true);
        var session = BenchCity.Session();
        await using (var service = city.Serve(sink.Port))
        {
            await city.TellAsync(session);
            await city.UntilSentAsync(session, Members / 2);
            await service.KillAsync();
        }

        await using (city.Serve(sink.Port))
        {
            await city.UntilSentAsync(session, Members);
        }

        var taken = await sink.MessageIdsAsync();
        report.Add(
            "kill -9: mails sent twice",
            "mails",
            taken.Count - taken.Distinct().Count(),
            "connections",
            Connections
        );
        report.Add("kill -9: mails lost", "mails", Members - taken.Distinct().Count());
    }
}
