using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Speakers;

/// <summary>The facts by which the links of invited speakers are checked, as Registration has told us.</summary>
internal sealed class SpeakerLinkTrust(SchedulingDbContext db) : ILinkTrust
{
    public async ValueTask<LinkFacts?> FindAsync(
        string partner,
        string keyId,
        Guid memberId,
        CancellationToken cancellationToken
    ) =>
        partner == PersonalLink.Hub
            ? await db
                .SpeakerLinkKeys.Where(key => key.KeyId == keyId && !key.Revoked)
                .Select(key => new LinkFacts(key.PublicKey, null, false))
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
