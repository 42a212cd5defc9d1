namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// The partner has mailed its final statement and then erased the member of an ErasureOrdered; <paramref
/// name="Counts"/> are rows by table. Repeated when the order is.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record MemberErased(string Partner, Guid ErasureId, IReadOnlyDictionary<string, int> Counts);
