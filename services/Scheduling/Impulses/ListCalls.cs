using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>Calls for impulses: the open ones for everybody, all of them for organisers.</summary>
public static class ListCalls
{
    public sealed record Response(IReadOnlyList<PublicCall> Calls);

    /// <summary>The open calls for impulses, for everybody; the one that closes first comes first.</summary>
    public static async Task<Ok<Response>> Handle(
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var open = db.ImpulseCalls.Where(call => call.ClosesAt > now).OrderBy(call => call.ClosesAt);
        return await ReadAsync(db, open, cancellationToken);
    }

    /// <summary>All calls for impulses, closed ones too, for organisers; the one that closes last comes first.</summary>
    public static Task<Ok<Response>> All(SchedulingDbContext db, CancellationToken cancellationToken) =>
        ReadAsync(db, db.ImpulseCalls.OrderByDescending(call => call.ClosesAt), cancellationToken);

    private static async Task<Ok<Response>> ReadAsync(
        SchedulingDbContext db,
        IOrderedQueryable<ImpulseCall> wanted,
        CancellationToken cancellationToken
    )
    {
        var calls = await wanted.ThenBy(call => call.Id).AsNoTracking().ToListAsync(cancellationToken);
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
