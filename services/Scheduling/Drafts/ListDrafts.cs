using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>All drafts, the one changed last first. The title is as typed, and may be empty.</summary>
public static class ListDrafts
{
    public sealed record DraftLine(Guid Id, string? Title, bool IsNew, DateTimeOffset ChangedAt);

    public sealed record Response(IReadOnlyList<DraftLine> Drafts);

    public static async Task<Ok<Response>> Handle(SchedulingDbContext db, CancellationToken cancellationToken)
    {
        var drafts = await db
            .SessionDrafts.AsNoTracking()
            .OrderByDescending(draft => draft.ChangedAt)
            .ThenBy(draft => draft.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. drafts.Select(draft => new DraftLine(
                    draft.Id,
                    draft.Plan.Title,
                    draft.BasedOn == 0,
                    draft.ChangedAt
                )),
            ])
        );
    }
}
