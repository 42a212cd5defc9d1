using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Calendar;

/// <summary>
/// A member's calendar that follows RFC 5546, 2.1.5: an entry is known by its UID; a message with a lower SEQUENCE, or
/// the same and an older DTSTAMP, changes nothing. CANCEL removes only what came as REQUEST, and what was removed stays
/// removed for older messages.
/// </summary>
internal sealed class SimulatedCalendar
{
    private readonly Dictionary<string, (int Sequence, DateTimeOffset Stamp, ReadEvent? Entry)> known = [];

    public IReadOnlyList<ReadEvent> Entries =>
        [.. known.Values.Where(one => one.Entry is not null).Select(one => one.Entry!)];

    public void Take(ReadCalendar message)
    {
        var entry = message.Events.Single();
        var uid = entry.Uid.ShouldNotBeNull();
        if (
            known.TryGetValue(uid, out var now)
            && (entry.Sequence, entry.Stamp).CompareTo((now.Sequence, now.Stamp)) <= 0
        )
        {
            return;
        }

        entry.Status.ShouldBe(message.Method == "CANCEL" ? "CANCELLED" : "CONFIRMED");
        known[uid] = (entry.Sequence, entry.Stamp!.Value, message.Method == "REQUEST" ? entry : null);
    }
}
