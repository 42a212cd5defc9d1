using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Notification.Starting;

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
    DeliverMail deliver,
    WakeSender wake,
    MailServerBackoff rest,
    PrepareAtStart start,
    TimeProvider time,
    ILogger<SendMails> log
) : BackgroundService
{
    private const int BatchSize = 40;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Math.Clamp(smtp.Value.Connections, 1, 32))
                .Select(_ => RunConnectionAsync(stoppingToken))
        );

    private async Task RunConnectionAsync(CancellationToken stopping)
    {
        await start.Prepared.WaitAsync(stopping);
        await using var server = new MailServer(smtp);
        var unsaved = new Unsaved();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var connection = await database.OpenConnectionAsync(stopping);
                await using var queue = new MailQueue(connection, kinds, time);
                await ReclaimMails.ShareAsync(connection, stopping);
                await unsaved.SaveAsync(queue);
                await unsaved.ReturnAsync(queue, time.GetUtcNow());
                while (!stopping.IsCancellationRequested)
                {
                    var changed = wake.Changed;
                    if (rest.Remaining is { Ticks: > 0 } resting)
                    {
                        await Task.Delay(
                            TimeSpan.FromMilliseconds(Math.Clamp(resting.TotalMilliseconds, 50, 1000)),
                            stopping
                        );
                    }
                    else if (!await SendBatchAsync(queue, server, unsaved, stopping))
                    {
                        await Task.WhenAny(changed, Task.Delay(TimeSpan.FromSeconds(1), stopping));
                    }
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The service stops; what is claimed but not sent was returned.
            }
            catch (Exception e)
            {
                // Whatever it is, the connection goes on after a rest, and so does the process.
                log.LogWarning("The mail queue cannot be worked on: {Error}: {Reason}", e.GetType().Name, e.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                await unsaved.ReturnAsync(queue, time.GetUtcNow());
                return true;
            }

            unsaved.Result = await deliver.HandleAsync(batch[i], server, stopping);
            await unsaved.SaveAsync(queue);
        }

        unsaved.Claimed = [];
        return true;
    }
}
