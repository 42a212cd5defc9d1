using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// What organisers decide about a partner's keys, once they have compared the thumbprint by telephone. Approving makes
/// a waiting key trusted; rejecting leaves it without effect, also when it is announced again; revoking ends a trusted
/// one at once and for ever, with the encryption keys that it endorsed. Doing the same again changes nothing. Refuses
/// unknown keys, and to approve what was revoked.
/// </summary>
internal static class JudgeKey
{
    /// <summary>Trusts a waiting key, once the thumbprint was compared by telephone. Refuses what was revoked.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> Approve(
        string partner,
        string keyId,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockPartnerAsync(partner, cancellationToken) is not { } row)
        {
            return Unknown();
        }

        if (await db.PartnerKeys.FindAsync([partner, keyId], cancellationToken) is { } known)
        {
            return known.RevokedAt is null
                ? TypedResults.NoContent()
                : Problems.Conflict("key-revoked", "Dieser Schlüssel wurde widerrufen und gilt nie wieder.");
        }

        if (
            await db.PendingPartnerKeys.FindAsync([partner, keyId], cancellationToken) is not { } pending
            || PublicKey.TryRead(pending.PublicKey) is not { } key
        )
        {
            return Unknown();
        }

        await TrustKey.HandleAsync(db, row, key, time.GetUtcNow(), cancellationToken);
        if (pending.EncryptionKey is not null && PublicKey.TryRead(pending.EncryptionKey) is { } sealing)
        {
            await TrustKey.ForSealingAsync(db, partner, sealing, key, time.GetUtcNow(), cancellationToken);
        }

        db.Tell(row, keyId, PartnerKeyStanding.Trusted);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Leaves a waiting key without effect, also when it is announced again.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> Reject(
        string partner,
        string keyId,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockPartnerAsync(partner, cancellationToken) is null)
        {
            return Unknown();
        }

        if (
            await db.PartnerKeys.AnyAsync(
                key => key.Partner == partner && key.KeyId == keyId && key.RevokedAt == null,
                cancellationToken
            )
        )
        {
            return Problems.Conflict("key-trusted", "Dieser Schlüssel gilt schon. Sie können ihn widerrufen.");
        }

        if (await db.PendingPartnerKeys.FindAsync([partner, keyId], cancellationToken) is not { } pending)
        {
            return Unknown();
        }

        pending.RejectedAt ??= time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Ends a trusted key at once and for ever, with the encryption keys that it endorsed.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        string partner,
        string keyId,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (
            await db.LockPartnerAsync(partner, cancellationToken) is not { } row
            || await db.PartnerKeys.FindAsync([partner, keyId], cancellationToken) is not { } key
        )
        {
            return Unknown();
        }

        if (key.RevokedAt is null)
        {
            key.RevokedAt = time.GetUtcNow();
            // Older rows do not say who endorsed them and may belong to this key too; the city announces its key again.
            db.PartnerEncryptionKeys.RemoveRange(
                await db
                    .PartnerEncryptionKeys.Where(sealing =>
                        sealing.Partner == partner && (sealing.EndorsedBy == keyId || sealing.EndorsedBy == null)
                    )
                    .ToListAsync(cancellationToken)
            );
            db.Publish(new PartnerKeyRevoked(partner, keyId));
            db.Tell(row, keyId, PartnerKeyStanding.Revoked);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Unknown() =>
        Problems.NotFound("key-unknown", "Diesen Schlüssel gibt es bei dieser Kommune nicht.");
}
