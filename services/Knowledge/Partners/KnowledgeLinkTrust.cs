using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>The facts by which personal links are checked, as Registration has told us.</summary>
internal sealed class KnowledgeLinkTrust(KnowledgeDbContext db) : ILinkTrust
{
    public async ValueTask<string?> FindKeyAsync(string partner, string keyId, CancellationToken cancellationToken) =>
        await db
            .PartnerKeys.Where(key => key.Partner == partner && key.KeyId == keyId && !key.Revoked)
            .Select(key => key.PublicKey)
            .SingleOrDefaultAsync(cancellationToken);

    public async ValueTask<DateTimeOffset?> LinksNotBeforeAsync(Guid memberId, CancellationToken cancellationToken) =>
        await db
            .EndedLinks.Where(row => row.MemberId == memberId)
            .Select(row => (DateTimeOffset?)row.NotBefore)
            .SingleOrDefaultAsync(cancellationToken);

    public async ValueTask<bool> IsSuspendedAsync(string partner, CancellationToken cancellationToken) =>
        await db.Partners.AnyAsync(row => row.Key == partner && row.State == PartnerState.Suspended, cancellationToken);
}
