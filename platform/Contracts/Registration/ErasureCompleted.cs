namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A service of the hub has carried out an ErasureOrdered; <paramref name="Counts"/> are rows by table. Answered each
/// time it is ordered.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record ErasureCompleted(Guid ErasureId, string Owner, IReadOnlyDictionary<string, int> Counts);
