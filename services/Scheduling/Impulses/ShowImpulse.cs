using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>One impulse that was handed in, for organisers, with questions, answers and their notes.</summary>
public static class ShowImpulse
{
    public static async Task<Results<Ok<ImpulseForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db
            .Impulses.AsNoTracking()
            .SingleOrDefaultAsync(impulse => impulse.Id == id && impulse.HandedInAt != null, cancellationToken)
            is { } found
            ? TypedResults.Ok(ImpulseForOrganisers.Of(found, await db.MessagesAsync(id, cancellationToken)))
            : ImpulseProblems.Unknown;
}
