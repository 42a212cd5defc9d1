using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>The product's own relay in a host, watched through its own metrics.</summary>
internal sealed class RelayUnderLoad : IAsyncDisposable
{
    private readonly IHost host;
    private readonly MeterListener listener = new();
    private TaskCompletionSource reached = new();
    private long awaited = long.MaxValue;
    private long published;

    private RelayUnderLoad(IHost host)
    {
        this.host = host;
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument is { Meter.Name: "Stadtgespraeche.Messaging", Name: "outbox.published" })
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (_, count, _, _) =>
            {
                if (Interlocked.Add(ref published, count) >= Interlocked.Read(ref awaited))
                {
                    reached.TrySetResult();
                }
            }
        );
        listener.Start();
    }

    public static async Task<RelayUnderLoad> StartAsync(string database, Uri broker)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:database"] = database,
                ["ConnectionStrings:rabbitmq"] = broker.ToString(),
            }
        );
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

    /// <summary>Does not ask again and again, which would cost what it measures.</summary>
    public async Task UntilPublishedAsync(long total)
    {
        reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref awaited, total);
        if (Published < total)
        {
            await reached.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        listener.Dispose();
    }
}
