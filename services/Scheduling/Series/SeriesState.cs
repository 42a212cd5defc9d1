using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Scheduling.Drafts;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// What became of the drafts of a series. No table says which drafts belong together: their ids do. What was discarded
/// stands in the log of changes, for as long as that is kept.
/// </summary>
internal static class SeriesState
{
    public static async Task<IReadOnlyDictionary<Guid, SeriesDraftState>> OfAsync(
        IReadOnlyCollection<Guid> ids,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var states = new Dictionary<Guid, SeriesDraftState>();
        var names = ids.Select(id => (string?)id.ToString()).ToList();
        var discarded = await db.Set<AuditEntry>()
            .Where(entry =>
                entry.Operation == nameof(DiscardDraft)
                && entry.Outcome == AuditEntry.Done
                && names.Contains(entry.TargetId)
            )
            .Select(entry => entry.TargetId!)
            .ToListAsync(cancellationToken);
        foreach (var id in discarded)
        {
            states[Guid.Parse(id)] = SeriesDraftState.Discarded;
        }

        // Later ones replace: a draft that was written anew under the id, and what is public.
        foreach (var id in await Among(db.SessionDrafts.Select(draft => draft.Id)))
        {
            states[id] = SeriesDraftState.Draft;
        }

        foreach (var id in await Among(db.Sessions.Select(session => session.Id)))
        {
            states[id] = SeriesDraftState.Published;
        }

        return states;

        Task<List<Guid>> Among(IQueryable<Guid> all) =>
            all.Where(id => ids.Contains(id)).ToListAsync(cancellationToken);
    }
}
