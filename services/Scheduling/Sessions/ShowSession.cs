using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>Shows one session to everybody.</summary>
public static class ShowSession
{
    public static async Task<Results<Ok<PublicSession>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        return await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } session
            ? TypedResults.Ok(new PublicSession(session, topics))
            : SessionUnknown.Problem;
    }
}
