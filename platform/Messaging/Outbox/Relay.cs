using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// Brings committed outbox rows to the broker. Two workers in each process, so that one publishes while the other
/// commits; any number of processes at once. Nothing is lost and nothing keeps its order: a crash between confirm and
/// commit sends a message twice.
/// </summary>
internal sealed class Relay<TDb>(
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    Broker broker,
    ServiceTopology topology,
    RelayState state,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<Relay<TDb>> logger
) : BackgroundJob(logger, time)
    where TDb : DbContext
{
    private const int Workers = 2;

    // Two workers of 500 keep at most 1,000 messages in flight, where confirmed publishing is fastest.
    private const int BatchSize = 500;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterClose = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(30);

    protected override IEnumerable<Turn> Turns => Enumerable.Repeat<Turn>(WorkAsync, Workers);

    protected override TimeSpan LongestRest => TimeSpan.FromSeconds(5);

    protected override void Failed(Exception fault, int failures)
    {
        state.Failed(InfrastructureFault.Name(fault));
        base.Failed(fault, failures);
    }

    private async Task<TimeSpan> WorkAsync(CancellationToken stopping)
    {
        await using var publisher = await Publisher.ConnectAsync(broker, topology, stopping);
        await using var scope = scopes.CreateAsyncScope();
        var connection = (NpgsqlConnection)scope.ServiceProvider.GetRequiredService<TDb>().Database.GetDbConnection();
        var table = new OutboxTable(connection, Time);
        await table.OpenAsync(stopping);
        state.Connected();
        while (publisher.IsOpen)
        {
            if (await RelayBatchAsync(table, publisher, stopping) == BatchSize)
            {
                signal.Wake();
            }
            else
            {
                await signal.WaitAsync(Poll, stopping);
            }
        }

        state.Failed("the connection to the broker was closed");
        return AfterClose;
    }

    /// <summary>
    /// Returns how many rows it took. Stopping ends the wait for rows, not a batch that is on its way.
    /// </summary>
    private async Task<int> RelayBatchAsync(OutboxTable table, Publisher publisher, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(ConfirmTimeout, Time);
        await using var transaction = await table.BeginAsync(limit.Token);
        var rows = await table.TakeAsync(BatchSize, limit.Token);
        if (rows.Count == 0)
        {
            return 0;
        }

        var outcomes = await publisher.PublishAsync(rows, limit.Token);
        var back = new List<(OutboxRow Row, bool Refused)>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (outcomes[i] != Outcome.Confirmed)
            {
                back.Add((rows[i], outcomes[i] == Outcome.Refused));
            }
        }

        if (back.Count > 0)
        {
            await table.PutBackAsync(back, CancellationToken.None);
        }

        await transaction.CommitAsync(CancellationToken.None);
        Report(rows.Count, back);
        return rows.Count;
    }

    private void Report(int taken, List<(OutboxRow Row, bool Refused)> back)
    {
        telemetry.Published(taken - back.Count);
        telemetry.Refused(back.Count(item => item.Refused));
        foreach (var exchange in back.Where(item => item.Refused).GroupBy(item => item.Row.Exchange))
        {
            Logger.LogWarning(
                "The broker took back {Count} messages for {Exchange}: no queue is bound, it is full, or no right; they "
                    + "stay and are tried again",
                exchange.Count(),
                exchange.Key
            );
        }
    }
}
