namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A partner leaves, and its members are erased already, one by one: what a service keeps about the partner itself is
/// to be deleted. Its name under what was published stays. Repeated until it is answered.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record PartnerRemovalOrdered(string Partner, Guid RemovalId);
