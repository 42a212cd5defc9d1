using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// The facts by which personal links are checked. All of them are read from the database each time, so that changes
/// count at once in every replica: new and revoked keys, suspended partners, and links that a member has ended.
/// </summary>
internal sealed class RegistrationLinkTrust(RegistrationDbContext db) : ILinkTrust
{
    private string? suspended;

    public async ValueTask<string?> FindKeyAsync(string partner, string keyId, CancellationToken cancellationToken)
    {
        // The state is read with the key, which saves one query for each link.
        var found = await db
            .PartnerKeys.Where(row => row.Partner == partner && row.KeyId == keyId && row.RevokedAt == null)
            .Join(db.Partners, key => key.Partner, row => row.Key, (key, row) => new { key.PublicKey, row.State })
            .SingleOrDefaultAsync(cancellationToken);
        suspended = found?.State == PartnerState.Suspended ? partner : null;
        return found?.PublicKey;
    }

    public async ValueTask<DateTimeOffset?> LinksNotBeforeAsync(Guid memberId, CancellationToken cancellationToken) =>
        await db
            .Members.Where(member => member.Id == memberId)
            .Select(member => member.LinksNotBefore)
            .SingleOrDefaultAsync(cancellationToken);

    public ValueTask<bool> IsSuspendedAsync(string partner, CancellationToken cancellationToken) =>
        ValueTask.FromResult(suspended == partner);
}
