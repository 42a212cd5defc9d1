using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// All impulses that were handed in, for organisers; what was changed last comes first. Drafts are not among them, but
/// who was invited and stays silent is, by name.
/// </summary>
public static class ListImpulses
{
    public sealed record Response(IReadOnlyList<ImpulseLine> Impulses);

    public static async Task<Ok<Response>> Handle(SchedulingDbContext db, CancellationToken cancellationToken)
    {
        var impulses = await db
            .Impulses.AsNoTracking()
            .Where(impulse => impulse.HandedInAt != null || impulse.InvitedAt != null)
            .OrderByDescending(impulse => impulse.ChangedAt)
            .ThenBy(impulse => impulse.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. impulses.Select(ImpulseLine.Of)]));
    }
}
