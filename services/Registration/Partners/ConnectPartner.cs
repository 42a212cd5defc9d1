using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Partners.LegalPages;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// An admitted partner takes part by itself once its last check passed, a key of it is trusted and its legal pages are
/// filled. If one of these is lost later, the partner stays connected; organisers see it. The caller holds the
/// partner's lock.
/// </summary>
internal static class ConnectPartner
{
    public static async Task WhenReadyAsync(
        RegistrationDbContext db,
        Partner partner,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (partner is not { State: PartnerState.Admitted, CheckPassed: true })
        {
            return;
        }
        // What was added just now is not in the database yet.
        await db.PartnerKeys.Where(key => key.Partner == partner.Key).LoadAsync(cancellationToken);
        if (
            !db.PartnerKeys.Local.Any(key => key.Partner == partner.Key && key.RevokedAt is null)
            || await db.PartnerLegalPages.FindAsync([partner.Key], cancellationToken) is not { } pages
            || pages.Missing().Count > 0
        )
        {
            return;
        }

        (partner.State, partner.ConnectedAt) = (PartnerState.Connected, now);
        partner.Version++;
        db.Publish(partner.Told());
    }
}
