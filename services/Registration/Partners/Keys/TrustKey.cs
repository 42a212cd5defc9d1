using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// From here on, links that this key signed count, and addresses are sealed for the encryption key that it endorsed.
/// The caller holds the partner's lock.
/// </summary>
internal static class TrustKey
{
    public static async Task HandleAsync(
        RegistrationDbContext db,
        Partner partner,
        PublicKey key,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        db.PartnerKeys.Add(
            new PartnerKey
            {
                Partner = partner.Key,
                KeyId = key.Thumbprint,
                PublicKey = key.Json,
                AcceptedAt = now,
            }
        );
        db.Publish(new PartnerKeyAccepted(partner.Key, key.Thumbprint, key.Json));
        if (await db.PendingPartnerKeys.FindAsync([partner.Key, key.Thumbprint], cancellationToken) is { } pending)
        {
            db.PendingPartnerKeys.Remove(pending);
        }

        await ConnectPartner.WhenReadyAsync(db, partner, now, cancellationToken);
    }

    /// <summary>
    /// Known already is fine; the latest endorsement counts, so that the former signing key can be revoked.
    /// </summary>
    public static async Task ForSealingAsync(
        RegistrationDbContext db,
        string partner,
        PublicKey key,
        PublicKey signer,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await db.PartnerEncryptionKeys.FindAsync([partner, key.Thumbprint], cancellationToken) is { } known)
        {
            known.EndorsedBy = signer.Thumbprint;
        }
        else
        {
            db.PartnerEncryptionKeys.Add(
                new PartnerEncryptionKey
                {
                    Partner = partner,
                    KeyId = key.Thumbprint,
                    PublicKey = key.Json,
                    AcceptedAt = now,
                    EndorsedBy = signer.Thumbprint,
                }
            );
        }
    }
}
