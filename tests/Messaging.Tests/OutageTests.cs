using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stadtgespraeche.Messaging.Outbox;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>Servers that stop, processes that die: each test has private ones.</summary>
public sealed class OutageTests
{
    private const string Queue = "test-write-down-when-thing-happened";

    [Fact]
    public async Task A_broker_that_stops_and_starts_again_gets_everything()
    {
        await using var broker = await PrivateRabbitMq.StartAsync();
        await using var service = await TestService.StartAsync(
            broker: broker.Address,
            consumers: typeof(WriteDownWhenThingHappened)
        );
        await service.PublishAsync(Things("before"));
        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(100));

        await broker.StopAsync();
        await service.PublishAsync(Things("while it is away"));
        (await service.OutboxAsync()).Count.ShouldBe(100);
        await broker.StartAgainAsync();

        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(200));
        await Eventually.Holds(async () => (await service.OutboxAsync()).ShouldBeEmpty());
        (await Tests.Queue.CountAsync(broker.Address, $"{Queue}_error")).ShouldBe(0u);
    }

    [Fact]
    public async Task A_service_that_starts_before_its_broker_delivers_when_it_comes()
    {
        await using var broker = await PrivateRabbitMq.StartAsync();
        await broker.StopAsync();
        await using var service = await TestService.BeginAsync(
            broker: broker.Address,
            consumers: typeof(WriteDownWhenThingHappened)
        );
        await service.PublishAsync(Things("early"));

        await broker.StartAgainAsync();

        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(100));
    }

    [Fact]
    public async Task A_database_that_stops_pauses_consumers_and_moves_nothing_to_the_error_queue()
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        await using var service = await TestService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            consumers: typeof(WriteDownWhenThingHappened)
        );
        await service.PublishAsync(Things("before"));
        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(100));

        await postgres.StopAsync();
        foreach (var thing in Things("while it is away").Take(20))
        {
            await Tests.Queue.DeliverAsync(service.Broker, thing);
        }

        await Eventually.Holds(() =>
            service.Log.ShouldContain(line => line.Contains("pauses until", StringComparison.Ordinal))
        );
        await postgres.StartAgainAsync();

        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(120));
        await service.PublishAsync(Things("after"));
        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(220));
        (await Tests.Queue.CountAsync(service.Broker, $"{Queue}_error")).ShouldBe(0u);
    }

    [Fact]
    public async Task A_service_that_stops_while_its_database_is_away_leaves_its_messages_in_the_queue()
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var service = await TestService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            consumers: typeof(WriteDownWhenThingHappened)
        );
        await postgres.StopAsync();
        await Tests.Queue.DeliverAsync(service.Broker, new ThingHappened("waits"));
        await Eventually.Holds(() =>
            service.Log.ShouldContain(line => line.Contains("pauses until", StringComparison.Ordinal))
        );

        await service.DisposeAsync();

        await Eventually.Holds(async () => (await Tests.Queue.CountAsync(service.Broker, Queue)).ShouldBe(1u));
        (await Tests.Queue.CountAsync(service.Broker, $"{Queue}_error")).ShouldBe(0u);
    }

    [Fact]
    public async Task However_long_a_service_takes_to_stop_its_messages_are_handed_back_once()
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var service = await TestService.BeginAsync(
            await postgres.CreateDatabaseAsync(),
            broker: null,
            builder =>
            {
                builder.AddHubMessaging<TestDb>("test", [typeof(WriteDownWhenThingHappened)]);
                builder.Services.AddHostedService<StopsSlowly>();
            }
        );
        await service.ReadyAsync();
        await postgres.StopAsync();
        await Tests.Queue.DeliverAsync(service.Broker, new ThingHappened("waits"));
        await Eventually.Holds(() =>
            service.Log.ShouldContain(line => line.Contains("pauses until", StringComparison.Ordinal))
        );

        await service.DisposeAsync();

        await Eventually.Holds(async () => (await Tests.Queue.CountAsync(service.Broker, Queue)).ShouldBe(1u));
        var message = await Tests.Queue.TakeAsync(service.Broker, Queue);
        Convert.ToInt32(message!.BasicProperties.Headers!["x-delivery-count"]).ShouldBe(1);
    }

    [Fact]
    public async Task A_relay_that_is_killed_again_and_again_loses_nothing()
    {
        const int kills = 4,
            each = 2_500;
        var database = await TestServers.CreateDatabaseAsync();
        var broker = await TestServers.CreateVirtualHostAsync();
        await using var db = new TestDb(new DbContextOptionsBuilder<TestDb>().UseNpgsql(database).Options);
        await db.Database.EnsureCreatedAsync();
        var bound = await Tests.Queue.BindAsync(broker, typeof(ThingHappened));

        for (var kill = 0; kill < kills; kill++)
        {
            db.AddRange(Enumerable.Range(kill * each, each).Select(Row));
            await db.SaveChangesAsync();
            var before = await Tests.Queue.CountAsync(broker, bound);
            using var relay = Killable.Start(database, broker);
            await Eventually.Holds(async () =>
                (await Tests.Queue.CountAsync(broker, bound)).ShouldBeGreaterThan(before)
            );
            relay.Kill();
            await relay.WaitForExitAsync();
        }

        using var last = Killable.Start(database, broker);
        await Eventually.Holds(async () => (await db.Set<OutboxMessage>().CountAsync()).ShouldBe(0));
        last.Kill();
        await last.WaitForExitAsync();
        (await Drain.DifferentAsync(broker, bound, kills * each)).Count.ShouldBe(kills * each);
    }

    private static OutboxMessage Row(int number)
    {
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        return new()
        {
            MessageId = id,
            Exchange = Wire.ExchangeOf(typeof(ThingHappened)),
            Body = Envelope.Serialize(new ThingHappened($"{number}"), id, now),
            CreatedAt = now,
        };
    }

    private static object[] Things(string text) =>
        [.. Enumerable.Range(0, 100).Select(number => new ThingHappened($"{text} {number}"))];

    /// <summary>As a web server that waits for its last answers: it stops before the bus does.</summary>
    private sealed class StopsSlowly : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(3));
    }
}
