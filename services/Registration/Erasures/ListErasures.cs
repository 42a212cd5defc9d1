using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>
/// For operators: erasures that are not complete, the oldest first, then the latest complete ones; 200 of each at most,
/// without persons.
/// </summary>
internal static class ListErasures
{
    public sealed record ErasureList(IReadOnlyList<ErasureView> Open, IReadOnlyList<ErasureView> Completed);

    public static async Task<Ok<ErasureList>> Handle(RegistrationDbContext db, CancellationToken cancellationToken)
    {
        var all = db.Erasures.AsNoTracking().Include(row => row.Parts);
        var open = await all.Where(row => row.CompletedAt == null)
            .OrderBy(row => row.OrderedAt)
            .Take(200)
            .ToListAsync(cancellationToken);
        var completed = await all.Where(row => row.CompletedAt != null)
            .OrderByDescending(row => row.CompletedAt)
            .Take(200)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new ErasureList([.. open.Select(ErasureView.Of)], [.. completed.Select(ErasureView.Of)])
        );
    }
}
