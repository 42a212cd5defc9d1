namespace Stadtgespraeche.Notification.Mails;

/// <summary>Why nothing is sent at the moment, and since when; codes only.</summary>
public sealed record ServerTrouble(DateTimeOffset Since, string Reason);

/// <summary>
/// Shared by all connections: after the server could not be reached nobody tries again before a growing delay is over,
/// however many mails wait. A server that answers but takes nothing is at fault only when <see cref="Recipients"/> of
/// them in a row show it: one mail that it does not like must not stop the others.
/// </summary>
public sealed class MailServerBackoff(TimeProvider time)
{
    /// <summary>So many different recipients, without a delivery in between, are no accident.</summary>
    public const int Recipients = 3;

    private readonly Lock gate = new();
    private readonly HashSet<string> doubts = new(StringComparer.OrdinalIgnoreCase);
    private int failures;
    private DateTimeOffset until;
    private ServerTrouble? trouble;

    /// <summary>Null while mails go out.</summary>
    public ServerTrouble? Trouble => Volatile.Read(ref trouble);

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
        lock (gate)
        {
            failures = 0;
            doubts.Clear();
            trouble = null;
        }
    }

    /// <summary>Several connections that fail together count once.</summary>
    public void Failed(string reason)
    {
        lock (gate)
        {
            Rest(reason);
        }
    }

    /// <summary>
    /// The server took no mail to <paramref name="recipient"/>, and it is not clear why. True: others had the same, so
    /// it is the server's fault, and it rests.
    /// </summary>
    public bool Doubts(string recipient, string reason)
    {
        lock (gate)
        {
            doubts.Add(recipient);
            if (doubts.Count < Recipients)
            {
                return false;
            }

            Rest(reason);
            return true;
        }
    }

    private void Rest(string reason)
    {
        var now = time.GetUtcNow();
        trouble = new(trouble?.Since ?? now, reason);
        if (until <= now)
        {
            until = now + MailRetries.AfterServer(++failures, Random.Shared.NextDouble());
        }
    }
}
