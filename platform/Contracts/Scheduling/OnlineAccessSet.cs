namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// The address of a session's video conference, for Registration alone, which tells it to holders of an online seat.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record OnlineAccessSet(Guid SessionId, long Version, string? OnlineLink);
