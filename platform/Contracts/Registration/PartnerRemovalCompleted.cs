namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A service of the hub has carried out a PartnerRemovalOrdered; <paramref name="Counts"/> are rows by table. Answered
/// each time it is ordered.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record PartnerRemovalCompleted(Guid RemovalId, string Owner, IReadOnlyDictionary<string, int> Counts);
