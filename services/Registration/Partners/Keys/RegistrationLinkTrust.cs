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
    public async ValueTask<LinkFacts?> FindAsync(
        string partner,
        string keyId,
        Guid memberId,
        CancellationToken cancellationToken
    ) =>
        await (
            from key in db.PartnerKeys
            join row in db.Partners on key.Partner equals row.Key
            where key.Partner == partner && key.KeyId == keyId && key.RevokedAt == null
            select new LinkFacts(
                key.PublicKey,
                db.Members.Where(member => member.Id == memberId)
                    .Select(member => member.LinksNotBefore)
                    .SingleOrDefault(),
                row.State == PartnerState.Suspended
            )
        ).SingleOrDefaultAsync(cancellationToken);
}
