using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.SignIn.Requests;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// A member who came in by an operator's invitation gives an address for mails. Sealed at once for the own partner's
/// Notification (for organisers and operators the hub's own), which enrols the member, and forgotten here; the same
/// again is harmless. Refused for members whom the partner knows already, and while the partner has announced no key.
/// </summary>
internal static class GiveAddress
{
    public sealed record GiveAddressRequest(string? Address);

    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        GiveAddressRequest request,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (RequestSignIn.ReadNew(request.Address) is not { } address)
        {
            var errors = new FieldErrors();
            errors.Add(
                "address",
                "address-invalid",
                "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel rita.beispiel@rat.example."
            );
            return errors.ToProblem();
        }

        var (id, partner) = (user.Member().MemberId, user.Member().Partner);
        if (
            await db
                .Members.AsNoTracking()
                .SingleOrDefaultAsync(member => member.Id == id && member.Partner == partner, cancellationToken)
            is not { } member
        )
        {
            return Problems.NotFound("member-unknown", "Wir haben über Sie keine Angaben mehr.");
        }

        if (member.IsKnownToPartner)
        {
            return Problems.Conflict(
                "address-kept-by-partner",
                "Ihre Adresse führt schon der Benachrichtigungsdienst, der Ihnen schreibt. Ist sie falsch, lassen Sie sie "
                    + "bitte unter „Meine Daten“ berichtigen."
            );
        }

        if (await db.SealFor(partner, cancellationToken) is not { } key)
        {
            return Problems.Conflict(
                "partner-takes-no-addresses",
                "Der Benachrichtigungsdienst, der Ihnen schreiben soll, ist noch nicht eingerichtet. Bitte versuchen Sie "
                    + "es später noch einmal."
            );
        }

        var seal = SealedAddress.Seal(address, key.KeyId, key.PublicKey);
        db.SendToPartner(partner, new AddressGiven(partner, id, member.DisplayName, seal));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
