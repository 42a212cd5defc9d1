namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A public key of a partner is trusted from now on: links that it signed are accepted for this partner's members only.
/// <paramref name="PublicKey"/> is a JWK (RFC 7517, EC P-256) without private part; <paramref name="KeyId"/> its RFC
/// 7638 thumbprint.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record PartnerKeyAccepted(string Partner, string KeyId, string PublicKey);
