using System.Text;
using Jose;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// Seals for one partner what the hub must not read again: compact JWE (ECDH-ES+A256KW, A256GCM; a fresh key each
/// time), filled up with blanks to a multiple of <c>step</c> bytes, so that the length of what is inside cannot be read
/// from the seal.
/// </summary>
internal static class PartnerSeal
{
    public static string Seal(string text, int step, string keyId, string publicKey) =>
        JWT.Encode(
            text + new string(' ', (step - (Encoding.UTF8.GetByteCount(text) % step)) % step),
            Jwk.FromJson(publicKey),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = keyId }
        );

    /// <summary>The key that counts; null when the partner has announced none, or is leaving.</summary>
    public static Task<PartnerEncryptionKey?> SealFor(
        this RegistrationDbContext db,
        string partner,
        CancellationToken cancellationToken
    ) =>
        db
            .PartnerEncryptionKeys.AsNoTracking()
            .Where(row => row.Partner == partner && !db.Removals.Any(removal => removal.Partner == partner))
            .OrderByDescending(row => row.AcceptedAt)
            .FirstOrDefaultAsync(cancellationToken);
}
