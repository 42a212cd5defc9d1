namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A city confirmed a member's mandate, or it <paramref name="Ended"/>: the full state, for the hub's own services. A
/// receiver ignores it when it knows the same or a higher <paramref name="Version"/>.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record MembershipChanged(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    long Version,
    [Data(Category.Personal)] bool Ended
);
