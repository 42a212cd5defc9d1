using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>The facts by which personal links are checked, as Registration has told us.</summary>
internal sealed class KnowledgeLinkTrust(KnowledgeDbContext db) : ILinkTrust
{
    public async ValueTask<LinkFacts?> FindAsync(
        string partner,
        string keyId,
        Guid memberId,
        CancellationToken cancellationToken
    ) =>
        await db
            .PartnerKeys.Where(key => key.Partner == partner && key.KeyId == keyId && !key.Revoked)
            .Select(key => new LinkFacts(
                key.PublicKey,
                db.EndedLinks.Where(row => row.MemberId == memberId)
                    .Select(row => (DateTimeOffset?)row.NotBefore)
                    .SingleOrDefault(),
                db.Partners.Any(row => row.Key == partner && row.State == PartnerState.Suspended)
            ))
            .SingleOrDefaultAsync(cancellationToken);
}
