using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// The keys that personal links are checked with. A trusted key is remembered for a minute, so one that is taken back ends within it; a
/// key that is not there yet is looked for each time, so a new one counts at once.
/// </summary>
internal sealed class RegistrationPartnerKeys(RegistrationDbContext db, RememberedPartnerKeys remembered, TimeProvider time) : IPartnerKeys
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    public async ValueTask<string?> FindAsync(string partner, string keyId, CancellationToken cancellationToken)
    {
        if (remembered.TryGetValue((partner, keyId), out var key) && time.GetUtcNow() < key.Until)
            return key.PublicKey;
        var found = await db.PartnerKeys
            .Where(row => row.Partner == partner && row.KeyId == keyId)
            .Select(row => row.PublicKey)
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            remembered.TryRemove((partner, keyId), out _);
        else
            remembered[(partner, keyId)] = (found, time.GetUtcNow() + Memory);
        return found;
    }
}

/// <summary>Trusted keys and until when they are remembered; as few as partners have keys.</summary>
internal sealed class RememberedPartnerKeys : ConcurrentDictionary<(string Partner, string KeyId), (string PublicKey, DateTimeOffset Until)>;
