using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Privacy;

/// <summary>
/// Asks the member's city to mail what it stores to the member's own address: address and mandate are the city's and
/// never come to the hub. Under an id that the client made; the same again asks the city again, which mails once.
/// Refused for members whom the city does not know.
/// </summary>
internal static class RequestCityExport
{
    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid requestId,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
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

        if (!member.IsKnownToPartner)
        {
            return PartnerDoesNotKnowYou.Problem;
        }

        db.SendToPartner(partner, new DataExportRequested(partner, id, requestId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
