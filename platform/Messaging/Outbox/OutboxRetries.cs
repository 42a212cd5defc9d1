namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// How long a message that the broker refused waits for its next try: 1, 2, 4 … seconds, at most a minute. None is given
/// up.
/// </summary>
internal static class OutboxRetries
{
    public static TimeSpan After(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Min(attempts, 10))));
}
