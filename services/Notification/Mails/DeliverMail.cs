using System.Diagnostics;
using MimeKit;
using Stadtgespraeche.Notification.Calendar;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Judges one claimed mail, makes it, hands it to the server and says what became of it. Its span continues the trace
/// of what caused the mail.
/// </summary>
public sealed class DeliverMail(
    ComposeMail compose,
    MailServerBackoff rest,
    TimeProvider time,
    ILogger<DeliverMail> log
)
{
    public async Task<MailResult> HandleAsync(MailFacts facts, MailServer server, CancellationToken cancellationToken)
    {
        var mail = facts.Mail;
        if (WhyNot(facts) is { } reason)
        {
            MailMetrics.Dropped.Add(1, Tag(mail));
            return MailResult.Final(mail, MailStatus.Dropped, reason);
        }

        ActivityContext.TryParse(mail.TraceParent, null, out var cause);
        using var span = MailMetrics.Activities.StartActivity("SendMail", ActivityKind.Client, cause);
        span?.SetTag("mail.kind", mail.Kind).SetTag("mail.id", mail.Id).SetTag("mail.attempt", mail.Attempts);
        Outcome outcome;
        var recipient = "";
        try
        {
            using var message = Make(facts);
            recipient = message?.To.Mailboxes.FirstOrDefault()?.Address ?? "";
            outcome = message is null
                ? new Outcome(OutcomeKind.Deferred, "cannot-be-made")
                : await server.SendAsync(message, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return MailResult.Later(mail, time.GetUtcNow(), null, tried: false);
        }

        span?.SetStatus(
            outcome.Kind == OutcomeKind.Delivered ? ActivityStatusCode.Ok : ActivityStatusCode.Error,
            outcome.Reason
        );
        return Judge(facts, outcome, recipient);
    }

    /// <summary>One mail that cannot be judged must not stop the others; making it will say what is wrong.</summary>
    private string? WhyNot(MailFacts facts)
    {
        try
        {
            return facts.Fault is not null ? null
                : facts.Kind is null ? "kind-unknown"
                : facts.Kind.WhyNot(facts, time);
        }
        catch (Exception e)
        {
            facts.Fault = e.GetType().Name;
            return null;
        }
    }

    /// <summary>
    /// Null when it fails: one mail that cannot be made must not stop the others, whatever the fault.
    /// </summary>
    private MimeMessage? Make(MailFacts facts)
    {
        try
        {
            if (facts.Fault is null)
            {
                return compose.Make(facts);
            }
        }
        catch (Exception e)
        {
            facts.Fault = e.GetType().Name;
        }

        var mail = facts.Mail;
        log.LogError("Mail {Mail} of kind {Kind} cannot be made: {Error}", mail.Id, mail.Kind, facts.Fault);
        return null;
    }

    private MailResult Judge(MailFacts facts, Outcome outcome, string recipient)
    {
        var (mail, now) = (facts.Mail, time.GetUtcNow());
        switch (outcome.Kind)
        {
            case OutcomeKind.Delivered:
                rest.Worked();
                MailMetrics.Sent.Add(1, Tag(mail));
                return MailResult.Final(
                    mail,
                    MailStatus.Sent,
                    null,
                    facts.Kind?.CalendarMethod(facts),
                    ToldSession.Write(facts)
                );
            case OutcomeKind.ServerAway:
                rest.Failed(outcome.Reason ?? "");
                log.LogWarning("The mail server is away, mails wait: {Reason}", outcome.Reason);
                return MailResult.Later(mail, now, outcome.Reason, tried: false);
            case OutcomeKind.Doubtful when rest.Doubts(recipient, outcome.Reason ?? ""):
                log.LogWarning("The mail server takes nobody's mails, they wait: {Reason}", outcome.Reason);
                // Behind the others, and without an end: what the server does is no fault of the mail.
                return MailResult.Later(
                    mail,
                    now + Rest(mail, Math.Min(mail.Attempts, 2))!.Value,
                    outcome.Reason,
                    tried: outcome.MayHaveArrived
                );
            case OutcomeKind.Doubtful or OutcomeKind.Deferred when Rest(mail, mail.Attempts) is { } delay:
                MailMetrics.Deferred.Add(1, Tag(mail));
                return MailResult.Later(mail, now + delay, outcome.Reason, tried: true);
            default:
                MailMetrics.Failed.Add(1, Tag(mail));
                log.LogWarning("Mail {Mail} of kind {Kind} is given up: {Reason}", mail.Id, mail.Kind, outcome.Reason);
                return MailResult.Final(mail, MailStatus.Failed, outcome.Reason);
        }
    }

    private static TimeSpan? Rest(ClaimedMail mail, int attempt) =>
        MailRetries.AfterMail(attempt, Random.Shared.NextDouble(), ends: mail.ExpiresAt is not null);

    private static KeyValuePair<string, object?> Tag(ClaimedMail mail) => new("mail.kind", mail.Kind);
}
