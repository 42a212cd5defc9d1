using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// What personal links are checked with. A trusted key is remembered for a minute, so one that is taken back ends within it; a
/// key that is not there yet is looked for each time, so a new one counts at once. What a member has ended counts no more at once.
/// </summary>
internal sealed class RegistrationLinkTrust(RegistrationDbContext db, RememberedPartnerKeys remembered, TimeProvider time) : ILinkTrust
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    public async ValueTask<string?> FindKeyAsync(string partner, string keyId, CancellationToken cancellationToken)
    {
        if (remembered.TryGetValue((partner, keyId), out var key) && time.GetUtcNow() < key.Until)
            return key.PublicKey;
        var found = await db.PartnerKeys
            .Where(row => row.Partner == partner && row.KeyId == keyId && row.RevokedAt == null)
            .Select(row => row.PublicKey)
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            remembered.TryRemove((partner, keyId), out _);
        else
            remembered[(partner, keyId)] = (found, time.GetUtcNow() + Memory);
        return found;
    }

    public async ValueTask<DateTimeOffset?> LinksNotBeforeAsync(Guid memberId, CancellationToken cancellationToken) =>
        await db.Members.Where(member => member.Id == memberId).Select(member => member.LinksNotBefore).SingleOrDefaultAsync(cancellationToken);
}

/// <summary>Trusted keys and until when they are remembered; as few as partners have keys.</summary>
internal sealed class RememberedPartnerKeys : ConcurrentDictionary<(string Partner, string KeyId), (string PublicKey, DateTimeOffset Until)>;
