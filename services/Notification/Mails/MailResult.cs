namespace Stadtgespraeche.Notification.Mails;

/// <summary>What is to be written about a claimed mail.</summary>
public sealed record MailResult(
    ClaimedMail Mail,
    MailStatus Status,
    string? Reason,
    string? CalendarMethod,
    DateTimeOffset Due,
    bool Tried,
    string? Told = null
)
{
    public static MailResult Final(
        ClaimedMail mail,
        MailStatus status,
        string? reason,
        string? calendarMethod = null,
        string? told = null
    ) => new(mail, status, reason, calendarMethod, default, true, told);

    public static MailResult Later(ClaimedMail mail, DateTimeOffset due, string? reason, bool tried) =>
        new(mail, MailStatus.Queued, reason, null, due, tried);
}

/// <summary>
/// What one connection still owes the queue. It outlives a lost database connection, so that a sent mail is not sent
/// again for that, and the rest of its batch does not wait for the lease to end.
/// </summary>
internal sealed class Unsaved
{
    public IReadOnlyList<ClaimedMail> Claimed { get; set; } = [];

    public MailResult? Result { get; set; }

    public async Task SaveAsync(MailQueue queue)
    {
        if (Result is not { } result)
        {
            return;
        }

        // Not ended by a graceful stop: the mail has been sent.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        if (result.Status == MailStatus.Queued)
        {
            await queue.ReturnAsync([result.Mail], result.Due, result.Reason, result.Tried, limit.Token);
        }
        else
        {
            await queue.FinishAsync(result, limit.Token);
        }

        Result = null;
    }

    /// <summary>Gives back what was claimed and not dealt with; what is finished is left alone.</summary>
    public async Task ReturnAsync(MailQueue queue, DateTimeOffset now)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await queue.ReturnAsync(Claimed, now, null, tried: false, limit.Token);
        Claimed = [];
    }
}
