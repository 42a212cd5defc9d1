using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// Who vouches for the signed-in member, and for how long as far as the partner told it: first and last day, and, when the partner has reported the
/// mandate's end, when that was heard of.
/// </summary>
internal static class ShowMandate
{
    public sealed record Response(string Partner, string PartnerName, DateOnly? From, DateOnly? Until, bool Ended, DateTimeOffset? EndedAt);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(ClaimsPrincipal user, RegistrationDbContext db, CancellationToken cancellation)
    {
        var (id, partner) = (user.Member().MemberId, user.Member().Partner);
        var found = await db.Members.AsNoTracking().Where(member => member.Id == id && member.Partner == partner)
            .Join(db.Partners, member => member.Partner, row => row.Key, (member, row) => new Response(
                row.Key, row.Name, member.MandateFrom, member.MandateUntil, member.Departed, member.Departed ? member.DepartedAt : null))
            .SingleOrDefaultAsync(cancellation);
        return found is null ? Problems.NotFound("member-unknown", "Wir haben über Sie keine Angaben mehr.") : TypedResults.Ok(found);
    }
}
