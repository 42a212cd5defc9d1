namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner made a key pair for its personal links. The first key comes with the one-time <paramref name="EnrolmentCode"/>; a successor
/// with <paramref name="Endorsement"/>, a JWS (RFC 7515) over its thumbprint signed by the key before it. Only the public part is told.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record PartnerKeyAnnounced(
    string Partner, string KeyId, string PublicKey, string? EnrolmentCode = null, string? Endorsement = null);
