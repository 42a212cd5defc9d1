using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// Lists sessions: <c>when=coming</c> what is not over yet, the next one first, called-off ones included so that nobody
/// waits for them; <c>when=past</c> the latest first; without it all, the earliest first. At most 500.
/// </summary>
public static class ListSessions
{
    private const int Most = 500;
    private const string Coming = "coming";
    private const string Past = "past";

    public sealed record Response(IReadOnlyList<PublicSession> Sessions);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken,
        [AllowedValues(Coming, Past)] string? when = null
    )
    {
        var now = time.GetUtcNow();
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var sessions = db.Sessions.AsNoTracking();
        var chosen = when switch
        {
            null or "" => sessions.OrderBy(s => s.Plan.Start),
            Coming => sessions.Where(s => s.End > now).OrderBy(s => s.Plan.Start),
            Past => sessions.Where(s => s.End <= now).OrderByDescending(s => s.Plan.Start),
            _ => null,
        };
        return chosen is null
            ? Problems.BadRequest("when-unknown", "Bitte wählen Sie „coming“ (kommende) oder „past“ (vergangene).")
            : TypedResults.Ok(
                new Response([
                    .. (await chosen.Take(Most).ToListAsync(cancellationToken)).Select(session => new PublicSession(
                        session,
                        topics
                    )),
                ])
            );
    }
}
