namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// How often a message that fails for its own sake is tried before it goes to the error queue, and how long a consumer
/// rests: between two tries, and while its surroundings are down, which may take as long as it likes.
/// </summary>
internal static class ConsumerRetries
{
    public const int Tries = 5;

    private static readonly TimeSpan[] AfterFailures = [.. new[] { 0.1, 0.3, 1, 2 }.Select(TimeSpan.FromSeconds)];
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>After the first failure, counted from 0.</summary>
    public static TimeSpan AfterFailure(int failed) => AfterFailures[failed];

    /// <summary>The first pause is counted from 0; each lasts twice as long as the one before.</summary>
    public static TimeSpan Pause(int paused) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.2 * Math.Pow(2, Math.Min(paused, 10))));
}
