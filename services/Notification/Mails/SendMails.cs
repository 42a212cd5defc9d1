using System.Diagnostics;
using Microsoft.Extensions.Options;
using MimeKit;
using Npgsql;
using Stadtgespraeche.Notification.Starting;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Sends what is queued, over a few connections at once. Each claims a small batch, judges and makes every mail at the moment it is sent, and
/// commits what became of it before the next.
/// </summary>
public sealed class SendMails(
    IServiceScopeFactory scopes, NpgsqlDataSource database, IOptions<SmtpOptions> smtp, ComposeMail compose, WakeSender wake,
    ServerRest rest, PrepareAtStart start, TimeProvider clock, ILogger<SendMails> log) : BackgroundService
{
    private const int BatchSize = 40;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, Math.Clamp(smtp.Value.Connections, 1, 32)).Select(_ => RunConnectionAsync(stoppingToken)));

    private async Task RunConnectionAsync(CancellationToken stopping)
    {
        await start.Prepared.WaitAsync(stopping);
        await using var server = new MailServer(smtp);
        var unsaved = new Unsaved();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var queue = new MailQueue(await database.OpenConnectionAsync(stopping), clock);
                await unsaved.SaveAsync(queue);
                await unsaved.ReturnAsync(queue, clock.GetUtcNow());
                while (!stopping.IsCancellationRequested)
                {
                    var changed = wake.Changed;
                    if (rest.Remaining is { Ticks: > 0 } resting)
                        await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(resting.TotalMilliseconds, 50, 1000)), stopping);
                    else if (!await SendBatchAsync(queue, server, unsaved, stopping))
                        await Task.WhenAny(changed, Task.Delay(TimeSpan.FromSeconds(1), stopping));
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The service stops; what is claimed but not sent was returned.
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or OperationCanceledException)
            {
                log.LogWarning("The mail queue cannot be reached: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>True when there may be more to do at once.</summary>
    private async Task<bool> SendBatchAsync(MailQueue queue, MailServer server, Unsaved unsaved, CancellationToken stopping)
    {
        var mails = unsaved.Claimed = await queue.ClaimAsync(BatchSize, stopping);
        if (mails.Count == 0)
            return false;

        List<MailFacts> batch;
        await using (var scope = scopes.CreateAsyncScope())
            batch = await MailFacts.LoadAsync(scope.ServiceProvider.GetRequiredService<NotificationDbContext>(), mails, CancellationToken.None);

        var loaded = Stopwatch.GetTimestamp();
        for (var i = 0; i < batch.Count; i++)
        {
            // What was loaded grows old, and a slow server must not keep mails from the other connections.
            if (stopping.IsCancellationRequested || rest.Remaining > TimeSpan.Zero || Stopwatch.GetElapsedTime(loaded) > FreshFor)
            {
                await unsaved.ReturnAsync(queue, clock.GetUtcNow());
                return true;
            }

            unsaved.Result = await SendAsync(batch[i], server, stopping);
            await unsaved.SaveAsync(queue);
        }

        unsaved.Claimed = [];
        return true;
    }

    private async Task<MailResult> SendAsync(MailFacts facts, MailServer server, CancellationToken stopping)
    {
        var mail = facts.Mail;
        if (facts.WhyNot(clock.GetUtcNow(), clock.Today()) is { } reason)
        {
            MailMetrics.Dropped.Add(1, Tag(mail));
            return MailResult.Final(mail, MailStatus.Dropped, reason);
        }

        ActivityContext.TryParse(mail.TraceParent, null, out var cause);
        using var span = MailMetrics.Activities.StartActivity("SendMail", ActivityKind.Client, cause);
        span?.SetTag("mail.kind", mail.Kind).SetTag("mail.member", mail.MemberId).SetTag("mail.attempt", mail.Attempts);
        Outcome outcome;
        try
        {
            using var message = Make(facts);
            outcome = message is null
                ? new Outcome(OutcomeKind.Deferred, "cannot-be-made")
                : await server.SendAsync(message, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return MailResult.Later(mail, clock.GetUtcNow(), null, tried: false);
        }

        span?.SetStatus(outcome.Kind == OutcomeKind.Delivered ? ActivityStatusCode.Ok : ActivityStatusCode.Error, outcome.Reason);
        return Judge(mail, outcome, facts.CalendarMethod);
    }

    /// <summary>Null when it fails: one mail that cannot be made must not stop the others, whatever the fault.</summary>
    private MimeMessage? Make(MailFacts facts)
    {
        try
        {
            return compose.Make(facts);
        }
        catch (Exception e)
        {
            log.LogError("Mail {Mail} of kind {Kind} cannot be made: {Error}", facts.Mail.Id, facts.Mail.Kind, e.GetType().Name);
            return null;
        }
    }

    private MailResult Judge(ClaimedMail mail, Outcome outcome, string? calendarMethod)
    {
        var now = clock.GetUtcNow();
        switch (outcome.Kind)
        {
            case OutcomeKind.Delivered:
                rest.Worked();
                MailMetrics.Sent.Add(1, Tag(mail));
                return MailResult.Final(mail, MailStatus.Sent, null, calendarMethod);
            case OutcomeKind.ServerAway:
                rest.Failed();
                log.LogWarning("The mail server is away, mails wait: {Reason}", outcome.Reason);
                return MailResult.Later(mail, now, outcome.Reason, tried: false);
            case OutcomeKind.Deferred when RetryDelay.AfterMail(mail.Attempts, now - mail.CreatedAt, Random.Shared.NextDouble()) is { } delay:
                MailMetrics.Deferred.Add(1, Tag(mail));
                return MailResult.Later(mail, now + delay, outcome.Reason, tried: true);
            default:
                MailMetrics.Failed.Add(1, Tag(mail));
                log.LogWarning("Mail {Mail} of kind {Kind} is given up: {Reason}", mail.Id, mail.Kind, outcome.Reason);
                return MailResult.Final(mail, MailStatus.Failed, outcome.Reason);
        }
    }

    private static KeyValuePair<string, object?> Tag(ClaimedMail mail) => new("mail.kind", mail.Kind);
}
