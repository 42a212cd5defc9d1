namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner made a key pair for its personal links. The first key comes with the one-time <paramref
/// name="EnrolmentCode"/>; a successor with <paramref name="Endorsement"/>, a JWS (RFC 7515) over its thumbprint signed
/// by the key before it. Only the public part is told. <paramref name="EncryptionKey"/> is a JWK (EC P-256) that
/// addresses and corrections are sealed for; it counts with <paramref name="EncryptionEndorsement"/>, a JWS over its
/// thumbprint signed by the key that is announced here, once that one is trusted.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record PartnerKeyAnnounced(
    string Partner,
    string KeyId,
    string PublicKey,
    string? EnrolmentCode = null,
    string? Endorsement = null,
    string? EncryptionKey = null,
    string? EncryptionEndorsement = null
);
