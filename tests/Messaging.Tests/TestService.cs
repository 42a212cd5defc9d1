using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging.FromPartners;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>
/// A service of the test: its host, its database and its virtual host. Two with the same addresses are replicas.
/// </summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly IHost host;

    private TestService(IHost host, string database, Uri broker) =>
        (this.host, Database, Broker) = (host, database, broker);

    public string Database { get; }

    public Uri Broker { get; }

    public Desk Desk => host.Services.GetRequiredService<Desk>();

    public ConcurrentQueue<string> Log => host.Services.GetRequiredService<CapturedLog>().Lines;

    /// <summary>From now on the words of this partner are fetched.</summary>
    public void Hear(string partner) => Desk.Partners.Enqueue(partner);

    /// <summary>A hub service named "test" (or "registration", which hears partners).</summary>
    public static async Task<TestService> StartAsync(
        string? database = null,
        Uri? broker = null,
        string name = "test",
        params Type[] consumers
    ) => await (await BeginAsync(database, broker, name, consumers)).ReadyAsync();

    /// <summary>The same without waiting until it is ready.</summary>
    public static Task<TestService> BeginAsync(
        string? database = null,
        Uri? broker = null,
        string name = "test",
        params Type[] consumers
    ) => BeginAsync(database, broker, builder => builder.AddHubMessaging<TestDb>(name, consumers));

    public static async Task<TestService> StartPartnerAsync(string key, Uri broker, params Type[] consumers) =>
        await (
            await BeginAsync(null, broker, builder => builder.AddPartnerMessaging<TestDb>(key, consumers))
        ).ReadyAsync();

    /// <summary>Waits until queues are declared and consumers listen.</summary>
    public async Task<TestService> ReadyAsync()
    {
        var health = host.Services.GetRequiredService<HealthCheckService>();
        await Eventually.Holds(async () => (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy));
        return this;
    }

    public Task<T> InDatabaseAsync<T>(Func<TestDb, Task<T>> work) => InScopeAsync(work);

    /// <summary>Stores an effect and publishes a message about it, as a slice does.</summary>
    public Task PublishAsync(params object[] messages) =>
        InScopeAsync(async db =>
        {
            foreach (var message in messages)
            {
                db.Publish(message);
            }

            return await db.SaveChangesAsync();
        });

    public Task<List<Effect>> EffectsAsync() => InScopeAsync(db => db.Effects.AsNoTracking().ToListAsync());

    public Task<List<Outbox.OutboxMessage>> OutboxAsync() =>
        InScopeAsync(db => db.Set<Outbox.OutboxMessage>().AsNoTracking().ToListAsync());

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    internal static IHostApplicationBuilder CreateBuilder(string database, Uri broker)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:database"] = database,
                ["ConnectionStrings:rabbitmq"] = broker.ToString(),
            }
        );
        builder.AddDatabase<TestDb>();
        builder.Services.AddSingleton<Desk>();
        builder.Services.AddSingleton(services => new PartnersHeard(
            (_, _) => Task.FromResult<IReadOnlyList<string>>([.. services.GetRequiredService<Desk>().Partners])
        ));
        builder.Services.StopPatiently();
        var log = new CapturedLog();
        builder.Services.AddSingleton(log);
        builder.Logging.ClearProviders().AddProvider(log);
        return builder;
    }

    /// <summary>The same with what else <paramref name="add"/> puts in, and not waited for.</summary>
    public static async Task<TestService> BeginAsync(string? database, Uri? broker, Action<IHostApplicationBuilder> add)
    {
        database ??= await TestServers.CreateDatabaseAsync();
        broker ??= await TestServers.CreateVirtualHostAsync();
        var builder = CreateBuilder(database, broker);
        add(builder);
        var host = ((HostApplicationBuilder)builder).Build();
        var service = new TestService(host, database, broker);
        await service.InScopeAsync(db => db.Database.EnsureCreatedAsync());
        await host.StartAsync();
        return service;
    }

    private async Task<T> InScopeAsync<T>(Func<TestDb, Task<T>> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TestDb>());
    }
}
