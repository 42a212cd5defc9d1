namespace Stadtgespraeche.Scheduling.Clashes;

/// <summary>
/// A person or place that another session or draft (<paramref name="IsDraft"/>) takes at the same time. It warns and
/// refuses nothing: only organisers know whether it is meant. <paramref name="Name"/> as the draft at hand writes it;
/// <paramref name="Start"/> is the other's, UTC, its title may be empty.
/// </summary>
public sealed record Clash(
    ClashKind Kind,
    string Name,
    Guid SessionId,
    string? Title,
    bool IsDraft,
    DateTimeOffset Start
);

/// <summary>What is taken twice.</summary>
public enum ClashKind
{
    Speaker,
    Venue,
}
