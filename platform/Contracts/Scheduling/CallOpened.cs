namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// A call for impulses was opened or changed: whoever has one hands it in before <paramref name="ClosesAt"/> (UTC, the first
/// moment that is too late). A receiver ignores it when it knows the same or a higher <paramref name="Version"/>.
/// </summary>
[Audience(Audience.AllPartners), Data(Category.None)]
public sealed record CallOpened(Guid CallId, long Version, string Title, DateTimeOffset ClosesAt);
