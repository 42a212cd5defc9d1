using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Database;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Fanout;

/// <summary>
/// A city of 5,000 accepted members: its database, its queue, and its service as a process that can be killed.
/// </summary>
internal sealed class BenchCity : IAsyncDisposable
{
    public const string Portal = "https://portal.example";
    private const string Key = "bench";
    private readonly NpgsqlDataSource database;
    private readonly Uri broker;

    private BenchCity(NpgsqlDataSource database, Uri broker)
    {
        this.database = database;
        this.broker = broker;
    }

    public Partner Partner { get; } =
        new()
        {
            Key = Key,
            Name = "Musterstadt",
            Sender = "Stadtgespräche Musterstadt <stadtgespraeche@musterstadt.example>",
            Imprint = "Stadt Musterstadt",
        };

    public string Keys { get; } = Directory.CreateTempSubdirectory("bench-keys-").FullName;

    public static async Task<BenchCity> CreateAsync(PrivatePostgres postgres, PrivateRabbitMq rabbit)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await Migrate.RunAsync<NotificationDbContext>(connectionString);
        var city = new BenchCity(NpgsqlDataSource.Create(connectionString), rabbit.Address);
        await city.ExecuteAsync(
            $"""
            insert into members (id, reference, display_name, first_name, last_name, email,
                mandate_end_reported, version, hub_version, state)
            select gen_random_uuid(), 'K' || i, 'Testina Muster' || i, 'Testina', 'Muster' || i, 'm' || i || '@rat.example',
                false, 1, 1, 'Accepted'
            from generate_series(1, {FanoutBench.Members}) i;
            insert into installations (id, members_table, last_seen) values (1, 'members'::regclass::oid::bigint, now());
            insert into link_key_standings (key_id, standing) values ('{city.OpenKey()}', {(int)
                PartnerKeyStanding.Trusted});
            """
        );

        // Somebody hears the delivery reports, as the hub does.
        await using var connection = await new ConnectionFactory { Uri = rabbit.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync($"from.{Key}", ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync("reports", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("reports", $"from.{Key}", "");
        return city;
    }

    /// <summary>The key that the hub believes.</summary>
    private string OpenKey()
    {
        using var key = LinkKeys.OpenOrCreate(Keys);
        return key.KeyId;
    }

    public static SessionScheduled Session() =>
        new(
            Guid.CreateVersion7(),
            1,
            "Digitale Bürgerbeteiligung",
            "Erfahrungen aus drei Städten, zum Weitersagen und Nachmachen.",
            "Beteiligung",
            TimeProvider.System.GetUtcNow().AddDays(30),
            "Europe/Berlin",
            120,
            SessionForm.Hybrid,
            new Venue("Musterhaus", "Beispielweg 1", "00000", "Musterstadt", "Stufenloser Zugang"),
            30,
            100,
            [
                new ProgrammeItem(ProgrammeItemKind.Welcome, "Begrüßung", 10),
                new ProgrammeItem(
                    ProgrammeItemKind.Impulse,
                    "Mitreden",
                    20,
                    "Rita Beispiel",
                    "Musterstadt",
                    "Mitmachkarte"
                ),
                new ProgrammeItem(ProgrammeItemKind.Exchange, "Austausch", 60),
            ]
        );

    public ServedCity Serve(int smtpPort) =>
        ServedCity.Start(
            new Dictionary<string, string>
            {
                ["Partner__Key"] = Partner.Key,
                ["Partner__Name"] = Partner.Name,
                ["Partner__Sender"] = Partner.Sender,
                ["Partner__Imprint"] = Partner.Imprint,
                ["Partner__Contact"] = Partner.Sender,
                ["LegalPages__Required"] = "false",
                ["Portal__Url"] = Portal,
                ["Keys__Directory"] = Keys,
                ["Smtp__Port"] = $"{smtpPort}",
                ["Smtp__Connections"] = $"{FanoutBench.Connections}",
                ["ConnectionStrings__database"] = database.ConnectionString,
                ["ConnectionStrings__rabbitmq"] = broker.ToString(),
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Logging__LogLevel__Default"] = "Warning",
            }
        );

    public Task TellAsync(SessionScheduled session) =>
        Eventually.Holds(() => Wire.PublishAsync(broker, $"notification.{Key}", "", session));

    /// <summary>From the event to the commit after the last mail's OK, by the one clock of this machine.</summary>
    public async Task<TimeSpan> FanOutAsync(SessionScheduled session)
    {
        var started = TimeProvider.System.GetUtcNow();
        await TellAsync(session);
        await UntilSentAsync(session, FanoutBench.Members);
        var ended = (DateTime)
            (await ScalarAsync($"select max(finished_at) from mails where session_id = '{session.SessionId}'"))!;
        await Eventually.Holds(async () =>
        {
            if (
                await ScalarAsync("select count(*) from mails where not reported") is not 0L
                || await ScalarAsync("select count(*) from outbox_messages") is not 0L
            )
            {
                throw new InvalidOperationException("The delivery reports are not out yet.");
            }
        });
        return ended - started.UtcDateTime;
    }

    public async Task UntilSentAsync(SessionScheduled session, int count)
    {
        var since = Stopwatch.GetTimestamp();
        while (
            (long)
                (
                    await ScalarAsync(
                        $"select count(*) from mails where session_id = '{session.SessionId}' and status = 'Sent'"
                    )
                )! < count
        )
        {
            if (Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException("The mails were not sent.");
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(Keys, recursive: true);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}

/// <summary>The city's service in a process of its own.</summary>
internal sealed class ServedCity : IAsyncDisposable
{
    private readonly Process process;

    private ServedCity(Process process) => this.process = process;

    public static ServedCity Start(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Stadtgespraeche.Notification.dll")]
        );
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ServedCity(Process.Start(start)!);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }
}
