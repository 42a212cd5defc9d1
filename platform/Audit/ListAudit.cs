using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Audit;

/// <summary>
/// The log for organisers, newest first, at most <c>limit</c> entries (100). <c>before</c>, the id of an entry of any
/// service, leads on to older ones; <c>target</c> shows one thing's entries only. <c>more</c>: there are older ones.
/// </summary>
public static class ListAudit
{
    private const int Most = 100;

    public sealed record Response(IReadOnlyList<Entry> Entries, bool More);

    public sealed record Entry(
        Guid Id,
        DateTimeOffset At,
        string Via,
        Guid? ActorId,
        string? Partner,
        string Role,
        string Operation,
        string TargetKind,
        string? TargetId,
        string Outcome
    );

    internal static async Task<Ok<Response>> Handle<TDbContext>(
        TDbContext db,
        CancellationToken cancellationToken,
        Guid? before = null,
        string? target = null,
        int limit = 50
    )
        where TDbContext : DbContext
    {
        limit = Math.Clamp(limit, 1, Most);
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (before is { } id)
        {
            entries = entries.Where(entry => entry.Id < id);
        }

        if (target is not null)
        {
            entries = entries.Where(entry => entry.TargetId == target);
        }

        var found = await entries
            .OrderByDescending(entry => entry.Id)
            .Take(limit + 1)
            .Select(e => new Entry(
                e.Id,
                e.At,
                e.Via,
                e.ActorId,
                e.Partner,
                e.Role,
                e.Operation,
                e.TargetKind,
                e.TargetId,
                e.Outcome
            ))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. found.Take(limit)], found.Count > limit));
    }
}
