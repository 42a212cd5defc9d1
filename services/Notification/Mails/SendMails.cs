using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Notification.Starting;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Sends what is queued, over a few connections at once. Each claims a small batch, judges and makes every mail at the
/// moment it is sent, and commits what became of it before the next.
/// </summary>
public sealed class SendMails(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    IOptions<SmtpOptions> smtp,
    MailKinds kinds,
    HeldMails held,
    DeliverMail deliver,
    WakeSender wake,
    MailServerBackoff rest,
    PrepareAtStart start,
    TimeProvider time,
    ILogger<SendMails> log
) : BackgroundJob(log, time)
{
    private const int BatchSize = 40;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    protected override IEnumerable<Turn> Turns =>
        Enumerable.Range(0, Math.Clamp(smtp.Value.Connections, 1, 32)).Select(_ => NewConnection());

    protected override TimeSpan LongestRest => TimeSpan.FromSeconds(5);

    private Turn NewConnection()
    {
        // They outlive a turn that fails; the connection to the mail server is closed with the process.
        var (server, unsaved) = (new MailServer(smtp), new Unsaved());
        return stopping => SendAsync(server, unsaved, stopping);
    }

    private async Task<TimeSpan> SendAsync(MailServer server, Unsaved unsaved, CancellationToken stopping)
    {
        await start.Prepared.WaitAsync(stopping);
        try
        {
            await SendFromQueueAsync(server, unsaved, stopping);
        }
        finally
        {
            if (stopping.IsCancellationRequested)
            {
                await server.DisposeAsync();
            }
        }

        return TimeSpan.Zero;
    }

    private async Task SendFromQueueAsync(MailServer server, Unsaved unsaved, CancellationToken stopping)
    {
        var connection = await database.OpenConnectionAsync(stopping);
        await using var queue = new MailQueue(connection, kinds, held, Time);
        await ReclaimMails.ShareAsync(connection, stopping);
        await unsaved.SaveAsync(queue);
        await unsaved.ReturnAsync(queue, Time.GetUtcNow());
        while (!stopping.IsCancellationRequested)
        {
            var changed = wake.Changed;
            if (rest.Remaining is { Ticks: > 0 } resting)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(resting.TotalMilliseconds, 50, 1000)), stopping);
            }
            else if (!await SendBatchAsync(queue, server, unsaved, stopping))
            {
                await Task.WhenAny(changed, Task.Delay(TimeSpan.FromSeconds(1), stopping));
            }
        }
    }

    /// <summary>True when there may be more to do at once.</summary>
    private async Task<bool> SendBatchAsync(
        MailQueue queue,
        MailServer server,
        Unsaved unsaved,
        CancellationToken stopping
    )
    {
        var mails = unsaved.Claimed = await queue.ClaimAsync(BatchSize, stopping);
        if (mails.Count == 0)
        {
            return false;
        }

        List<MailFacts> batch;
        await using (var scope = scopes.CreateAsyncScope())
        {
            batch = await MailFacts.LoadAsync(
                scope.ServiceProvider.GetRequiredService<NotificationDbContext>(),
                kinds,
                mails,
                CancellationToken.None
            );
        }

        var loaded = Stopwatch.GetTimestamp();
        for (var i = 0; i < batch.Count; i++)
        {
            // What was loaded grows old, and a slow server must not keep mails from the other connections.
            if (
                stopping.IsCancellationRequested
                || rest.Remaining > TimeSpan.Zero
                || Stopwatch.GetElapsedTime(loaded) > FreshFor
            )
            {
                await unsaved.ReturnAsync(queue, Time.GetUtcNow());
                return true;
            }

            unsaved.Result = await deliver.HandleAsync(batch[i], server, stopping);
            await unsaved.SaveAsync(queue);
        }

        unsaved.Claimed = [];
        return true;
    }
}
