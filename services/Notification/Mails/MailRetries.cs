namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// How long a mail, or a whole server, rests after a failure: growing, with a fifth of jitter so that not all come back
/// at once.
/// </summary>
public static class MailRetries
{
    /// <summary>
    /// The try of one mail that is the last; about two days after the first. Time that the server was away does not
    /// count.
    /// </summary>
    public const int LastTry = 12;

    private static readonly TimeSpan[] OfMail =
    [
        Minutes(1),
        Minutes(5),
        Minutes(15),
        Minutes(60),
        Minutes(120),
        Minutes(240),
        Minutes(480),
    ];

    // What ends within minutes, as a link to sign in, is of no use to anybody after the rests of other mails.
    private static readonly TimeSpan[] OfShortLived = [TimeSpan.FromSeconds(10), Minutes(0.5), Minutes(1)];

    private static readonly TimeSpan[] OfServer =
    [
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(10),
        Minutes(0.5),
        Minutes(2),
        Minutes(5),
    ];

    /// <summary>
    /// After the <paramref name="attempt"/>-th try (from 1) of one mail; null when it is time to give up. One that
    /// <paramref name="ends"/> by itself rests for seconds.
    /// </summary>
    /// <param name="attempt">From 1.</param>
    /// <param name="random">From 0 to 1.</param>
    /// <param name="ends">It has a moment after which it is not sent.</param>
    public static TimeSpan? AfterMail(int attempt, double random, bool ends = false) =>
        attempt >= LastTry ? null : Jitter(At(ends ? OfShortLived : OfMail, attempt), random);

    /// <summary>
    /// After the <paramref name="failures"/>-th failure in a row (from 1) to reach the server at all.
    /// </summary>
    public static TimeSpan AfterServer(int failures, double random) => Jitter(At(OfServer, failures), random);

    private static TimeSpan At(TimeSpan[] delays, int number) => delays[Math.Clamp(number, 1, delays.Length) - 1];

    private static TimeSpan Jitter(TimeSpan delay, double random) => delay * (0.8 + (0.4 * random));

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
