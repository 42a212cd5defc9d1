using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>Shows one session to an organiser, who is about to change it.</summary>
public static class EditSession
{
    public static async Task<Results<Ok<SessionForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        return await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } session
            ? TypedResults.Ok(new SessionForOrganisers(session, topics))
            : SessionUnknown.Problem;
    }
}
