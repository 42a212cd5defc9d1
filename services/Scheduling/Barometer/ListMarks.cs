using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// Which topics the signed-in member has marked, and whether the member may mark at all. Nobody else can ask this.
/// </summary>
public static class ListMarks
{
    public sealed record Response(IReadOnlyList<Guid> Topics, bool MayMark);

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var person = user.Member();
        var topics = await (
            from mark in db.TopicMarks
            join topic in db.Topics on mark.TopicId equals topic.Id
            where mark.MemberId == person.MemberId
            select topic.MergedInto ?? topic.Id
        ).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([.. topics.Distinct().Order()], await db.MayMarkAsync(person, cancellationToken))
        );
    }
}
