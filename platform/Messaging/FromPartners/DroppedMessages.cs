using System.Collections.Concurrent;
using System.Numerics;
using Microsoft.Extensions.Logging;

namespace Stadtgespraeche.Messaging.FromPartners;

/// <summary>
/// Counts partners' words that are dropped: by the partner whose user sent them, and by reason. Nothing of their content
/// is kept. The log tells the 1st, 2nd, 4th, 8th … so that a flood does not fill it.
/// </summary>
internal sealed class DroppedMessages(Telemetry telemetry, ILogger<DroppedMessages> logger)
{
    public const string Forged = "forged";
    public const string TooLarge = "too-large";
    public const string Unreadable = "unreadable";
    public const string Unwanted = "unwanted";

    private readonly ConcurrentDictionary<(string Sender, string Reason), long> counts = new();

    public void Count(string? sender, string reason)
    {
        var known = sender ?? "nobody";
        telemetry.Dropped(known, reason);
        var count = counts.AddOrUpdate((known, reason), 1, (_, before) => before + 1);
        if (BitOperations.IsPow2(count))
        {
            logger.LogWarning("Dropped a word from {Sender}: {Reason}; {Count} so far", known, reason, count);
        }
    }
}
