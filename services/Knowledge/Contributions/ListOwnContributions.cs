using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Knowledge;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>What the signed-in member has handed in, published or waiting for release, the latest first.</summary>
public static class ListOwnContributions
{
    public sealed record Own(
        Guid Id,
        Guid SessionId,
        ContributionKind Kind,
        string Title,
        ContributionState State,
        DateTimeOffset WrittenAt,
        DateTimeOffset? PublishedAt
    );

    public sealed record Response(IReadOnlyList<Own> Contributions);

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    )
    {
        var person = user.Member();
        var own = await db
            .Contributions.AsNoTracking()
            .Where(c => c.AuthorId == person.MemberId && c.AuthorPartner == person.Partner)
            .OrderByDescending(c => c.WrittenAt)
            .Select(c => new Own(c.Id, c.SessionId, c.Kind, c.Title, c.State, c.WrittenAt, c.PublishedAt))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(own));
    }
}
