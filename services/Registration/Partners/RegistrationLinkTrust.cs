using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// What personal links are checked with. All of it is asked each time: a key that is announced counts at once, and one
/// that is revoked, a partner that is suspended and what a member has ended count no more at once, in every replica.
/// </summary>
internal sealed class RegistrationLinkTrust(RegistrationDbContext db) : ILinkTrust
{
    private string? suspended;

    public async ValueTask<string?> FindKeyAsync(string partner, string keyId, CancellationToken cancellationToken)
    {
        // The state comes with the key, so that a link costs one query less.
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
