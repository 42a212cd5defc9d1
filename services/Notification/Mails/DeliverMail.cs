using System.Diagnostics;
using MimeKit;

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
        if ((facts.Kind is null ? "kind-unknown" : facts.Kind.WhyNot(facts, time)) is { } reason)
        {
            MailMetrics.Dropped.Add(1, Tag(mail));
            return MailResult.Final(mail, MailStatus.Dropped, reason);
        }

        ActivityContext.TryParse(mail.TraceParent, null, out var cause);
        using var span = MailMetrics.Activities.StartActivity("SendMail", ActivityKind.Client, cause);
        span?.SetTag("mail.kind", mail.Kind).SetTag("mail.id", mail.Id).SetTag("mail.attempt", mail.Attempts);
        Outcome outcome;
        try
        {
            using var message = Make(facts);
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
        return Judge(mail, outcome, facts.Kind?.CalendarMethod(facts));
    }

    /// <summary>
    /// Null when it fails: one mail that cannot be made must not stop the others, whatever the fault.
    /// </summary>
    private MimeMessage? Make(MailFacts facts)
    {
        try
        {
            return compose.Make(facts);
        }
        catch (Exception e)
        {
            log.LogError(
                "Mail {Mail} of kind {Kind} cannot be made: {Error}",
                facts.Mail.Id,
                facts.Mail.Kind,
                e.GetType().Name
            );
            return null;
        }
    }

    private MailResult Judge(ClaimedMail mail, Outcome outcome, string? calendarMethod)
    {
        var now = time.GetUtcNow();
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
            case OutcomeKind.Deferred when RetryDelay.AfterMail(mail.Attempts, Random.Shared.NextDouble()) is { } delay:
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
