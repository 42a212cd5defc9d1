using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Tells a member who followed the link from a recap's mail, or is signed in, whether they may write about this
/// session, and what they have written. Only the names of those whose attendance was recorded are known.
/// </summary>
public static class ShowAuthorship
{
    public sealed record Response(
        string? DisplayName,
        string? PartnerName,
        bool Attended,
        IReadOnlyList<OwnContribution> Contributions
    );

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal user,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    )
    {
        var link = user.LinkFor(id, PersonalLink.ContributionPurpose);
        if (link.SessionId != id)
        {
            return Problems.Forbidden("link-for-another-session", "Ihr Link gilt für eine andere Sitzung.");
        }

        var attendance = await db
            .Attendances.AsNoTracking()
            .SingleOrDefaultAsync(
                a => a.SessionId == id && a.MemberId == link.MemberId && a.Partner == link.Partner,
                cancellationToken
            );
        var own = await db
            .Contributions.AsNoTracking()
            .Where(c => c.SessionId == id && c.AuthorId == link.MemberId && c.AuthorPartner == link.Partner)
            .OrderBy(c => c.WrittenAt)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response(
                attendance?.DisplayName,
                attendance?.PartnerName,
                attendance?.Attended ?? false,
                [.. own.Select(OwnContribution.Of)]
            )
        );
    }
}
