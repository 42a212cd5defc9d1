using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// Trusts a partner's key when it comes with the unused enrolment code, or endorsed by a key of this partner that is
/// trusted already; and, once it is trusted, the encryption key that it endorses. The same announcement again changes
/// nothing. Without either it may come from stolen broker credentials, or from a city that lost its keys: it waits for
/// an organiser. A revoked key, and a text that is not a key, are refused and logged. The partner hears how its key
/// stands each time.
/// </summary>
public sealed class AcceptKeyWhenPartnerKeyAnnounced(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<AcceptKeyWhenPartnerKeyAnnounced> logger
) : IConsumer<PartnerKeyAnnounced>
{
    /// <summary>
    /// At most so many keys of one partner wait: stolen credentials must not fill the organisers' page.
    /// </summary>
    private const int MostPending = 5;

    public async Task Consume(ConsumeContext<PartnerKeyAnnounced> context)
    {
        var word = context.Message;
        // One code admits one key, also when two announcements arrive at once.
        if (await db.LockPartnerAsync(word.Partner, context.CancellationToken) is not { } partner)
        {
            Refuse(word, "this partner was never admitted");
        }
        else if (PublicKey.TryRead(word.PublicKey) is not { } key || key.Thumbprint != word.KeyId)
        {
            Refuse(word, "it is no public EC P-256 key with its thumbprint as id");
        }
        else
        {
            var standing = await AcceptSigningKeyAsync(word, partner, key, context.CancellationToken);
            if (standing == PartnerKeyStanding.Trusted)
            {
                await AcceptEncryptionKeyAsync(word, key, context.CancellationToken);
            }

            db.Tell(partner, key.Thumbprint, standing);
        }
    }

    /// <summary>How the key stands, now or since before.</summary>
    private async Task<PartnerKeyStanding> AcceptSigningKeyAsync(
        PartnerKeyAnnounced word,
        Partner partner,
        PublicKey key,
        CancellationToken cancellationToken
    )
    {
        var known = await db.PartnerKeys.Where(row => row.Partner == partner.Key).ToListAsync(cancellationToken);
        if (known.Find(row => row.KeyId == key.Thumbprint) is { } same)
        {
            if (same.RevokedAt is not null)
            {
                Refuse(word, "it was revoked");
            }
            else
            {
                // A service that checks links only since its last release hears of an older key by this.
                db.Publish(new PartnerKeyAccepted(partner.Key, same.KeyId, same.PublicKey));
            }

            return same.RevokedAt is null ? PartnerKeyStanding.Trusted : PartnerKeyStanding.Revoked;
        }

        if (partner.Admits(word.EnrolmentCode, time.GetUtcNow()))
        {
            partner.EnrolmentCodeUsed = true;
        }
        else if (
            !known.Any(row =>
                row.RevokedAt is null
                && PublicKey.TryRead(row.PublicKey)?.HasEndorsed(key.Thumbprint, word.Endorsement) == true
            )
        )
        {
            await LetWaitAsync(word, key, cancellationToken);
            return PartnerKeyStanding.Waiting;
        }

        await TrustKey.HandleAsync(db, partner, key, time.GetUtcNow(), cancellationToken);
        return PartnerKeyStanding.Trusted;
    }

    private async Task LetWaitAsync(PartnerKeyAnnounced word, PublicKey key, CancellationToken cancellationToken)
    {
        Refuse(
            word,
            "neither a valid enrolment code nor an endorsement by a trusted key came with it; an organiser has to approve it"
        );
        var waiting = await db
            .PendingPartnerKeys.Where(row => row.Partner == word.Partner)
            .ToListAsync(cancellationToken);
        var sealing = ReadEncryptionKey(word, key)?.Json;
        if (waiting.Find(row => row.KeyId == key.Thumbprint) is { } again)
        {
            again.EncryptionKey = sealing ?? again.EncryptionKey;
        }
        else if (waiting.Count(row => row.RejectedAt is null) >= MostPending)
        {
            Refuse(word, $"{MostPending} others wait already");
        }
        else
        {
            db.PendingPartnerKeys.Add(
                new()
                {
                    Partner = word.Partner,
                    KeyId = key.Thumbprint,
                    PublicKey = key.Json,
                    EncryptionKey = sealing,
                    AnnouncedAt = time.GetUtcNow(),
                }
            );
        }
    }

    private async Task AcceptEncryptionKeyAsync(
        PartnerKeyAnnounced word,
        PublicKey signer,
        CancellationToken cancellationToken
    )
    {
        if (word.EncryptionKey is null)
        {
            return;
        }

        if (ReadEncryptionKey(word, signer) is { } key)
        {
            await TrustKey.ForSealingAsync(db, word.Partner, key, signer, time.GetUtcNow(), cancellationToken);
        }
        else
        {
            Refuse(word, "its encryption key is no public EC P-256 key that the announced key endorsed");
        }
    }

    private static PublicKey? ReadEncryptionKey(PartnerKeyAnnounced word, PublicKey signer) =>
        word.EncryptionKey is not null
        && PublicKey.TryRead(word.EncryptionKey) is { } key
        && signer.HasEndorsed(key.Thumbprint, word.EncryptionEndorsement)
            ? key
            : null;

    private void Refuse(PartnerKeyAnnounced word, string reason) =>
        logger.LogWarning("Refused a key announced by {Partner}: {Reason}", word.Partner, reason);
}
