using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// Tells a partner how a key of it stands, for it holds its mails until the hub believes their links. Who leaves has no
/// queue any more, or soon none.
/// </summary>
internal static class TellStanding
{
    public static void Tell(this RegistrationDbContext db, Partner partner, string keyId, PartnerKeyStanding standing)
    {
        if (partner.State is not (PartnerState.Leaving or PartnerState.Left))
        {
            db.SendToPartner(partner.Key, new PartnerKeyJudged(partner.Key, keyId, standing));
        }
    }
}
