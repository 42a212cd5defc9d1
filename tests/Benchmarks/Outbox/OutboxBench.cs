using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client;
using Stadtgespraeche.Messaging.Outbox;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>
/// What the outbox costs, on servers of its own with fsync, broker and database and client on one machine; the queue is
/// a quorum queue that nobody reads.
/// </summary>
internal static class OutboxBench
{
    private const int Runs = 5;
    private const int Backlog = 50_000;
    private const int Commits = 30_000;
    private const int LatencySamples = 2_000;
    private const string Queue = "bench";

    public static async Task RunAsync(Report report)
    {
        await using var postgres = await PrivatePostgres.StartAsync(fsync: true);
        await using var broker = await PrivateRabbitMq.StartAsync();
        var connectionString = await postgres.CreateDatabaseAsync();
        await using (var db = new BenchDb(new DbContextOptionsBuilder<BenchDb>().UseNpgsql(connectionString).Options))
        {
            await db.Database.EnsureCreatedAsync();
        }

        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10 }
        );
        await using var connection = await new ConnectionFactory { Uri = broker.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(Payload.Exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }
        );
        await channel.QueueBindAsync(Queue, Payload.Exchange, "");
        await using var raw = await RawPublish.ConnectAsync(broker.Address);

        for (var run = 0; run <= Runs; run++)
        {
            // The first run warms both sides up and is not counted.
            var into = run == 0 ? new Report("warm-up") : report;
            await DrainAsync(into, database, connectionString, broker.Address, raw);
            await CleanAsync(database, channel);
            await WritersAsync(into, database, connectionString, broker.Address, channel);
            await CleanAsync(database, channel);
            await LatencyAsync(into, database, connectionString, broker.Address, raw);
            await CleanAsync(database, channel);
        }
    }

    private static async Task DrainAsync(
        Report report,
        NpgsqlDataSource database,
        string connectionString,
        Uri broker,
        RawPublish raw
    )
    {
        const string limitName = "confirmed publish with RabbitMQ.Client alone";
        var rows = Rows(Backlog);
        var limit = await raw.RateAsync([.. rows.Select(row => row.Body)]);
        report.Add(limitName, "messages/s", limit);

        await using var relay = await RelayUnderLoad.StartAsync(connectionString, broker);
        await PrimeAsync(relay, database);
        var before = relay.Published;
        await Writers.StoreAsync(database, rows);
        var started = Stopwatch.GetTimestamp();
        relay.Wake();
        await relay.UntilPublishedAsync(before + Backlog);
        report.Add(
            "relay draining a backlog",
            "messages/s",
            Backlog / Stopwatch.GetElapsedTime(started).TotalSeconds,
            limitName,
            limit
        );
    }

    private static async Task WritersAsync(
        Report report,
        NpgsqlDataSource database,
        string connectionString,
        Uri broker,
        IChannel channel
    )
    {
        const string limitName = "16 writers, commits alone";
        var limit = Commits / await Writers.RunAsync(database, Rows(Commits), () => { });
        report.Add(limitName, "messages/s", limit);
        await CleanAsync(database, channel);

        await using var relay = await RelayUnderLoad.StartAsync(connectionString, broker);
        await PrimeAsync(relay, database);
        var before = relay.Published;
        var rows = Rows(Commits);
        var started = Stopwatch.GetTimestamp();
        await Writers.RunAsync(database, rows, relay.Wake);
        await relay.UntilPublishedAsync(before + Commits);
        report.Add(
            "16 writers, from commit to broker",
            "messages/s",
            Commits / Stopwatch.GetElapsedTime(started).TotalSeconds,
            limitName,
            limit
        );
    }

    private static async Task LatencyAsync(
        Report report,
        NpgsqlDataSource database,
        string connectionString,
        Uri broker,
        RawPublish raw
    )
    {
        var rows = Rows(LatencySamples);
        var direct = new ConcurrentBag<double>();
        await Pace.RunAsync(rows, async row => direct.Add(await raw.LatencyAsync(row.Body)));

        await using var relay = await RelayUnderLoad.StartAsync(connectionString, broker);
        await PrimeAsync(relay, database);
        using var confirms = new Confirms();
        var committed = new ConcurrentDictionary<string, long>();
        await Pace.RunAsync(
            rows,
            async row =>
            {
                await Writers.CommitAsync(database, row);
                committed[row.MessageId.ToString()] = Stopwatch.GetTimestamp();
                relay.Wake();
            }
        );
        await confirms.UntilAsync(rows.Count);
        var relayed = committed
            .Select(pair => Stopwatch.GetElapsedTime(pair.Value, confirms.At(pair.Key)).TotalMilliseconds)
            .ToList();

        foreach (var (name, share) in new[] { ("p50", 0.5), ("p99", 0.99) })
        {
            var limitName = $"direct confirmed publish at 200/s, {name}";
            var limit = Statistics.Percentile(direct, share);
            report.Add(limitName, "ms", limit);
            report.Add(
                $"commit to confirm at 200/s, {name}",
                "ms",
                Statistics.Percentile(relayed, share),
                limitName,
                limit
            );
        }
    }

    /// <summary>One message through the relay, so that its connections are up and its code is compiled.</summary>
    private static async Task PrimeAsync(RelayUnderLoad relay, NpgsqlDataSource database)
    {
        await Writers.StoreAsync(database, Rows(200));
        relay.Wake();
        await relay.UntilPublishedAsync(200);
    }

    private static async Task CleanAsync(NpgsqlDataSource database, IChannel channel)
    {
        await using var truncate = database.CreateCommand("TRUNCATE outbox_messages, business_rows; CHECKPOINT");
        await truncate.ExecuteNonQueryAsync();
        await channel.QueuePurgeAsync(Queue);
    }

    private static List<OutboxMessage> Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => Payload.Row())];
}
