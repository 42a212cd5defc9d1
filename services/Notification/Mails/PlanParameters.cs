using Stadtgespraeche.Contracts;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// The moments that a <see cref="PlanRule"/> compares with, as parameters of its SQL. Days are counted here, by German
/// clocks, and never in the database: its time zone would decide how long they are, and the kind that judges the mail
/// again would count otherwise.
/// </summary>
internal static class PlanParameters
{
    public static DateTimeOffset InDays(DateTimeOffset now, int days) => now.DaysLater(days);

    /// <summary>
    /// now; in_2_days, in_7_days; followed: what ended before it is not followed up any more; settled: when
    /// something that may change once more in the next moments is told (<paramref name="settle"/>).
    /// </summary>
    public static IEnumerable<(string Name, DateTimeOffset Moment)> Of(DateTimeOffset now, TimeSpan settle) =>
        [
            ("now", now),
            ("in_2_days", InDays(now, 2)),
            ("in_7_days", InDays(now, 7)),
            ("followed", now - FollowUp.Length),
            ("settled", now + settle),
        ];
}
