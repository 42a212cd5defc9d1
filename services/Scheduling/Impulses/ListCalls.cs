using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>The open calls for impulses, for everybody; the one that closes first comes first.</summary>
public static class ListCalls
{
    public sealed record Response(IReadOnlyList<PublicCall> Calls);

    public static async Task<Ok<Response>> Handle(
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var calls = await db
            .ImpulseCalls.AsNoTracking()
            .Where(call => call.ClosesAt > now)
            .OrderBy(call => call.ClosesAt)
            .ThenBy(call => call.Id)
            .ToListAsync(cancellationToken);
        var named = calls.Select(call => call.SessionId).ToArray();
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(session => named.Contains(session.Id))
            .ToDictionaryAsync(session => session.Id, cancellationToken);
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. calls.Select(call =>
                    PublicCall.Of(call, call.SessionId is { } id ? sessions.GetValueOrDefault(id) : null, topics)
                ),
            ])
        );
    }
}
