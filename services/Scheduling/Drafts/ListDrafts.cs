using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>All drafts, the one changed last first. Title and start are as typed, and may be empty.</summary>
public static class ListDrafts
{
    public sealed record DraftLine(
        Guid Id,
        string? Title,
        bool IsNew,
        DateTimeOffset ChangedAt,
        string? LocalStart = null
    );

    public sealed record Response(IReadOnlyList<DraftLine> Drafts);

    public static async Task<Ok<Response>> Handle(SchedulingDbContext db, CancellationToken cancellationToken)
    {
        var drafts = await db.SessionDrafts.AsNoTracking().ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. drafts
                    .Select(draft => (Draft: draft, draft.Plan))
                    .Select(one => new DraftLine(
                        one.Draft.Id,
                        one.Plan.Title,
                        one.Draft.BasedOn == 0,
                        one.Draft.ChangedAt,
                        one.Plan.LocalStart
                    ))
                    // The drafts of a series were made at the same moment: they stand in the order of their dates.
                    .OrderByDescending(line => line.ChangedAt)
                    .ThenBy(line => line.LocalStart, StringComparer.Ordinal)
                    .ThenBy(line => line.Id),
            ])
        );
    }
}
