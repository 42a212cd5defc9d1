using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Mandates;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// Who vouches for the signed-in member, and for how long as far as the partner told it: first and last day, and, when
/// the partner has reported the mandate's end, when we heard of it and until when the member may still read, export and
/// erase. <c>unknownToPartner</c>: the partner's service does not know the member, who came in by an operator's
/// invitation, so it can neither answer nor mail.
/// </summary>
internal static class ShowMandate
{
    /// <summary>
    /// <paramref name="DeletedOn"/>: the day on which everything about a member whose mandate has ended is deleted.
    /// </summary>
    public sealed record Response(
        string Partner,
        string PartnerName,
        DateOnly? From,
        DateOnly? Until,
        bool Ended,
        DateTimeOffset? EndedAt,
        DateOnly? DeletedOn,
        bool UnknownToPartner
    );

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        IConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var (id, partner) = (user.Member().MemberId, user.Member().Partner);
        var found = await db
            .Members.AsNoTracking()
            .Where(member => member.Id == id && member.Partner == partner)
            .Join(db.Partners, member => member.Partner, row => row.Key, (member, row) => new { member, row.Name })
            .SingleOrDefaultAsync(cancellationToken);
        return found is not { member: var mine }
            ? Problems.NotFound("member-unknown", "Wir haben über Sie keine Angaben mehr.")
            : TypedResults.Ok(
                new Response(
                    mine.Partner,
                    found.Name,
                    mine.MandateFrom,
                    mine.MandateUntil,
                    mine.Departed,
                    mine.Departed ? mine.DepartedAt : null,
                    ListMandates.DeletedOn(mine, configuration),
                    !mine.IsKnownToPartner
                )
            );
    }
}
