using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>What the signed-in member has proposed and what became of it, the latest first.</summary>
public static class ListOwnProposals
{
    public sealed record Response(IReadOnlyList<OwnProposal> Topics);

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var me = user.Member().MemberId;
        var topics = await db
            .Topics.AsNoTracking()
            .Where(topic => topic.ProposedBy == me)
            .OrderByDescending(topic => topic.CreatedAt)
            .ThenBy(topic => topic.Id)
            .ToListAsync(cancellationToken);
        var list = await TopicList.LoadAsync(db, cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. topics.Select(topic => OwnProposal.Of(topic, topic.MergedInto is { } into ? list.Find(into) : null)),
            ])
        );
    }
}
