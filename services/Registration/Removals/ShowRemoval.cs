using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// For organisers: how far a partner's leaving is, and afterwards the statement; 404 while nobody has started it.
/// </summary>
internal static class ShowRemoval
{
    public static async Task<Results<Ok<RemovalView>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "partner")] string key,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db
            .Removals.AsNoTracking()
            .Include(row => row.Parts)
            .SingleOrDefaultAsync(row => row.Partner == key, cancellationToken)
            is { } removal
            ? TypedResults.Ok(RemovalView.Of(removal))
            : Problems.NotFound("removal-unknown", "Für diese Kommune wurde kein Austritt begonnen.");
}
