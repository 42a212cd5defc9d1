using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// Trusts a partner's key when it comes with the unused enrolment code, or endorsed by a key of this partner that is trusted already; and, once
/// it is trusted, the encryption key that it endorses. The same announcement again changes nothing; anything else is refused and logged.
/// </summary>
public sealed class AcceptKeyWhenPartnerKeyAnnounced(
    RegistrationDbContext db, TimeProvider time, ILogger<AcceptKeyWhenPartnerKeyAnnounced> logger) : IConsumer<PartnerKeyAnnounced>
{
    public async Task Consume(ConsumeContext<PartnerKeyAnnounced> context)
    {
        var word = context.Message;
        // The partner's row is the lock: one code admits one key, also when two announcements arrive at once.
        var partners = await db.Partners.FromSql($"SELECT * FROM partners WHERE key = {word.Partner} FOR UPDATE").ToListAsync(context.CancellationToken);
        if (partners.SingleOrDefault() is not { } partner)
        {
            Refuse(word, "this partner was never admitted");
            return;
        }

        if (PublicKey.TryRead(word.PublicKey) is not { } key || key.Thumbprint != word.KeyId)
        {
            Refuse(word, "it is no public EC P-256 key with its thumbprint as id");
            return;
        }

        if (await AcceptSigningKeyAsync(word, partner, key, context.CancellationToken))
            await AcceptEncryptionKeyAsync(word, key, context.CancellationToken);
    }

    internal static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    /// <summary>True: trusted, now or before.</summary>
    private async Task<bool> AcceptSigningKeyAsync(PartnerKeyAnnounced word, Partner partner, PublicKey key, CancellationToken cancellation)
    {
        var known = await db.PartnerKeys.Where(row => row.Partner == partner.Key).ToListAsync(cancellation);
        if (known.Find(row => row.KeyId == key.Thumbprint) is { } same)
        {
            if (same.RevokedAt is not null)
                Refuse(word, "it was revoked");
            return same.RevokedAt is null;
        }

        if (HasCode(partner, word.EnrolmentCode))
        {
            partner.EnrolmentCodeUsed = true;
        }
        else if (!known.Any(row => row.RevokedAt is null && PublicKey.TryRead(row.PublicKey)?.HasEndorsed(key.Thumbprint, word.Endorsement) == true))
        {
            Refuse(word, "neither a valid enrolment code nor an endorsement by a trusted key came with it");
            return false;
        }

        db.PartnerKeys.Add(new PartnerKey { Partner = partner.Key, KeyId = key.Thumbprint, PublicKey = key.Json, AcceptedAt = time.GetUtcNow() });
        db.Publish(new PartnerKeyAccepted(partner.Key, key.Thumbprint, key.Json));
        return true;
    }

    private async Task AcceptEncryptionKeyAsync(PartnerKeyAnnounced word, PublicKey signer, CancellationToken cancellation)
    {
        if (word.EncryptionKey is null)
            return;
        if (PublicKey.TryRead(word.EncryptionKey) is not { } key || !signer.HasEndorsed(key.Thumbprint, word.EncryptionEndorsement))
        {
            Refuse(word, "its encryption key is no public EC P-256 key that the announced key endorsed");
            return;
        }

        if (await db.PartnerEncryptionKeys.FindAsync([word.Partner, key.Thumbprint], cancellation) is null)
        {
            db.PartnerEncryptionKeys.Add(new PartnerEncryptionKey
            {
                Partner = word.Partner, KeyId = key.Thumbprint, PublicKey = key.Json, AcceptedAt = time.GetUtcNow(), EndorsedBy = signer.Thumbprint,
            });
        }
    }

    private static bool HasCode(Partner partner, string? code) =>
        code is not null && partner is { EnrolmentCodeHash: { } hash, EnrolmentCodeUsed: false } && CryptographicOperations.FixedTimeEquals(hash, Hash(code));

    private void Refuse(PartnerKeyAnnounced word, string reason) =>
        logger.LogWarning("Refused a key announced by {Partner}: {Reason}", word.Partner, reason);
}
