namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Shared by all connections: after the server could not be reached nobody tries again before a growing delay is over,
/// however many mails wait.
/// </summary>
public sealed class MailServerBackoff(TimeProvider time)
{
    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset until;

    public TimeSpan Remaining
    {
        get
        {
            lock (gate)
            {
                return until - time.GetUtcNow();
            }
        }
    }

    public void Worked()
    {
        if (Volatile.Read(ref failures) == 0)
        {
            return;
        }

        lock (gate)
        {
            failures = 0;
        }
    }

    /// <summary>Several connections that fail together count once.</summary>
    public void Failed()
    {
        lock (gate)
        {
            if (until <= time.GetUtcNow())
            {
                until = time.GetUtcNow() + RetryDelay.AfterServer(++failures, Random.Shared.NextDouble());
            }
        }
    }
}
