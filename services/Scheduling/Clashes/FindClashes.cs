using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Clashes;

/// <summary>
/// What a plan has in common with public sessions and drafts at its time. Drafts are seen by organisers alone, so this
/// answers nobody else. What was called off takes nothing any more.
/// </summary>
internal static class FindClashes
{
    public static async Task<IReadOnlyList<Clash>> OfAsync(
        Guid id,
        ScheduleSession.ScheduleSessionRequest plan,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (Occupation.Of(id, plan) is not { } own)
        {
            return [];
        }

        var (start, end) = (own.Start, own.End);
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => s.Id != id && s.CancellationReason == null && s.Plan.Start < end && s.End > start)
            .OrderBy(s => s.Plan.Start)
            .ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);
        // When a draft is stands within its text; there are few.
        var drafts = await db
            .SessionDrafts.AsNoTracking()
            .Where(d => d.Id != id && !db.Sessions.Any(s => s.Id == d.Id && s.CancellationReason != null))
            .OrderBy(d => d.Id)
            .ToListAsync(cancellationToken);
        return ClashRules.Between(
            own,
            [
                .. sessions.Select(Occupation.Of),
                .. drafts.Select(draft => Occupation.Of(draft.Id, draft.Plan)).OfType<Occupation>(),
            ]
        );
    }
}
