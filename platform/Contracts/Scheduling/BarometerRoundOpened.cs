namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// A round of the barometer was opened, or its end moved: members may mark topics until <paramref name="EndsAt"/> (UTC, the
/// first moment after it). A receiver ignores it when it knows the same or a higher <paramref name="Version"/>.
/// </summary>
[Audience(Audience.AllPartners), Data(Category.None)]
public sealed record BarometerRoundOpened(Guid RoundId, long Version, DateTimeOffset EndsAt);
