using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>Shows one draft to an organiser, with what keeps it from being published.</summary>
public static class ShowDraft
{
    public static async Task<Results<Ok<DraftView>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var draft = await db.SessionDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        return draft is null
            ? Problems.NotFound("draft-unknown", "Diesen Entwurf gibt es nicht.")
            : TypedResults.Ok(await DraftView.OfAsync(draft, session, db, time.GetUtcNow(), cancellationToken));
    }
}
