using System.Collections.Concurrent;
using MassTransit;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>A queue of ours that nobody here consumes, since when, and its endpoint, once that was heard of.</summary>
internal sealed record DeafQueue(string Name, DateTimeOffset Since, IReceiveEndpoint? Endpoint);

/// <summary>Which of this service's queues are being consumed now, and since when the others are not.</summary>
internal sealed class Listening : IReceiveEndpointObserver
{
    private readonly ConcurrentDictionary<string, DeafQueue?> queues;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> stops = new();
    private readonly TimeProvider time;

    public Listening(ServiceTopology topology, TimeProvider time)
    {
        this.time = time;
        queues = new(
            topology
                .Endpoints.Where(endpoint => endpoint.Consumers.Count > 0)
                .Select(endpoint => endpoint.Queue.Name)
                .Select(name => KeyValuePair.Create(name, (DeafQueue?)new DeafQueue(name, time.GetUtcNow(), null)))
        );
    }

    /// <summary>The queues that nobody here has consumed for so long.</summary>
    public IReadOnlyList<DeafQueue> DeafFor(TimeSpan atLeast)
    {
        var before = time.GetUtcNow() - atLeast;
        return
        [
            .. queues.Values.OfType<DeafQueue>().Where(queue => queue.Since <= before).OrderBy(queue => queue.Name),
        ];
    }

    /// <summary>
    /// Cancelled as soon as this queue hands nothing out any more. Whoever lets go of a message before that gets it
    /// again at once, and each time counts towards <see cref="QueueTopology.DeliveryLimit"/>.
    /// </summary>
    public CancellationToken Stopping(string queue) => stops.GetOrAdd(queue, _ => new()).Token;

    public Task Ready(ReceiveEndpointReady ready)
    {
        stops.AddOrUpdate(NameOf(ready), _ => new(), (_, stop) => stop.IsCancellationRequested ? new() : stop);
        return Note(ready, consumes: true);
    }

    public Task Stopping(ReceiveEndpointStopping stopping) =>
        stops.GetOrAdd(NameOf(stopping), _ => new()).CancelAsync();

    public Task Completed(ReceiveEndpointCompleted completed) => Note(completed, consumes: false);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Note(faulted, consumes: false);

    // The bus has an endpoint of its own besides, which is none of ours.
    private Task Note(ReceiveEndpointEvent happened, bool consumes)
    {
        var name = NameOf(happened);
        if (queues.TryGetValue(name, out var deaf))
        {
            queues[name] = consumes
                ? null
                : new DeafQueue(name, deaf?.Since ?? time.GetUtcNow(), happened.ReceiveEndpoint);
        }

        return Task.CompletedTask;
    }

    private static string NameOf(ReceiveEndpointEvent happened) =>
        Uri.UnescapeDataString(happened.InputAddress.Segments[^1]);
}
