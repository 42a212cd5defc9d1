using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Npgsql;
using RabbitMQ.Client;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Seats;

/// <summary>
/// Bookings per second through the gateway: signed links, rules, outbox and relay included, everything on one machine,
/// PostgreSQL with fsync. Relative to pgbench doing the same SQL while the relay runs.
/// </summary>
internal static class SeatsBench
{
    private const int Runs = 5;
    private const string LimitName = "pgbench doing the same SQL";
    private const string Answer = """{"answer":"OnSite"}""";

    public static async Task RunAsync(Report report)
    {
        await using var postgres = await PrivatePostgres.StartAsync(fsync: true);
        await using var broker = await PrivateRabbitMq.StartAsync();
        var connectionString = await postgres.CreateDatabaseAsync();
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__database"] = connectionString,
            ["ConnectionStrings__owner"] = connectionString,
            ["ConnectionStrings__rabbitmq"] = broker.Address.ToString(),
        };
        await ServiceProcess.RunAsync("services/Registration", ["migrate"], settings);
        using var certificate = new TemporaryCertificate();
        settings["KeyRing__Certificate"] = certificate.File;
        await using var database = NpgsqlDataSource.Create(connectionString);
        var hall = new BenchHall(database, new PartnerSigner(BenchHall.Partner));
        await hall.FillAsync();
        await PartnerTopology.DeclareAsync(broker.Address.ToString(), BenchHall.Partner, CancellationToken.None);
        await using var registration = await ServiceProcess.StartAsync("services/Registration", settings);
        await using var gateway = await ServiceProcess.StartAsync(
            "gateway",
            new Dictionary<string, string>
            {
                ["services__registration__http__0"] = registration.Address.ToString(),
                ["services__scheduling__http__0"] = registration.Address.ToString(),
                ["services__knowledge__http__0"] = registration.Address.ToString(),
                ["services__portal__http__0"] = registration.Address.ToString(),
            }
        );

        for (var run = 0; run <= Runs; run++)
        {
            // The first run warms both sides up and is not counted.
            var into = run == 0 ? new Report("warm-up") : report;
            foreach (
                var (sessions, name) in ((int, string)[])
                    [(1, "one hot session"), (BenchHall.ManySessions, $"{BenchHall.ManySessions} sessions")]
            )
            {
                await CleanAsync(hall, broker.Address);
                var limit = await SameSql.RateAsync(connectionString, sessions);
                await hall.CheckAsync();
                into.Add($"{LimitName}, {name}", "bookings/s", limit);
                await CleanAsync(hall, broker.Address);
                var rate = await BookAsync(gateway.Address, hall, sessions);
                await hall.CheckAsync();
                into.Add($"bookings through the gateway, {name}", "bookings/s", rate, LimitName, limit);
            }
        }
    }

    private static async Task<double> BookAsync(Uri gateway, BenchHall hall, int sessions)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = BenchHall.Clients })
        {
            BaseAddress = gateway,
        };
        var links = Enumerable.Range(0, BenchHall.Bookings).Select(member => hall.Link(member, sessions)).ToArray();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, BenchHall.Clients)
                .Select(async client =>
                {
                    for (var i = 0; i < BenchHall.PerClient; i++)
                    {
                        var member = (client * BenchHall.PerClient) + i;
                        var session = BenchHall.Session(BenchHall.SessionOf(member, sessions));
                        using var request = new HttpRequestMessage(
                            HttpMethod.Put,
                            $"/api/registration/sessions/{session}/seat"
                        )
                        {
                            Content = new StringContent(Answer, Encoding.UTF8, "application/json"),
                            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", links[member]) },
                        };
                        using var response = await http.SendAsync(request);
                        if (!response.IsSuccessStatusCode)
                        {
                            throw new InvalidOperationException(
                                $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}"
                            );
                        }
                    }
                })
        );
        return BenchHall.Bookings / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // Nobody reads the partner's queue here; a full one would slow the next run's relay.
    private static async Task CleanAsync(BenchHall hall, Uri broker)
    {
        await hall.EmptyAsync();
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync(PartnerTopology.Queue(BenchHall.Partner));
    }
}
