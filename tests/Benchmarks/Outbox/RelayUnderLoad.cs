using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>The product's own relay in a host, watched through its own metrics.</summary>
internal sealed class RelayUnderLoad : IAsyncDisposable
{
    private readonly IHost host;
    private readonly MeterListener listener = new();
    private long published;

    private RelayUnderLoad(IHost host)
    {
        this.host = host;
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument is { Meter.Name: "Stadtgespraeche.Messaging", Name: "outbox.published" })
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref published, count));
        listener.Start();
    }

    public static async Task<RelayUnderLoad> StartAsync(string database, Uri broker)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:database"] = database,
            ["ConnectionStrings:rabbitmq"] = broker.ToString(),
        });
        builder.Logging.ClearProviders();
        builder.AddDatabase<BenchDb>();
        builder.AddHubMessaging<BenchDb>("bench", []);
        var host = builder.Build();
        var relay = new RelayUnderLoad(host);
        await host.StartAsync();
        return relay;
    }

    /// <summary>What the interceptor does after a commit.</summary>
    public void Wake() => host.Services.GetRequiredService<OutboxSignal>().Wake();

    public IServiceProvider Services => host.Services;

    public long Published => Interlocked.Read(ref published);

    public async Task UntilPublishedAsync(long total)
    {
        while (Published < total)
            await Task.Delay(1);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        listener.Dispose();
    }
}
