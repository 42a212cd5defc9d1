namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A public key of a partner is trusted no more, at once: no link that it signed counts. Final; a PartnerKeyAccepted of
/// the same key that comes later changes nothing.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record PartnerKeyRevoked(string Partner, string KeyId);
