using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.FromPartners;

namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>
/// Whose words are fetched: everybody's who has not left. What a suspended partner said before is heard; more it cannot
/// say.
/// </summary>
internal static class PartnersToHear
{
    public static readonly PartnersHeard All = new(ListAsync);

    private static async Task<IReadOnlyList<string>> ListAsync(DbContext db, CancellationToken cancellationToken) =>
        await db.Set<Partner>()
            .Where(partner => partner.State != PartnerState.Left)
            .Select(partner => partner.Key)
            .ToListAsync(cancellationToken);
}
