using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// How far the applicant's own application is, with all questions and answers. Looking at it changes nothing.
/// </summary>
internal static class ShowOwnApplication
{
    public static async Task<Results<Ok<ApplicationView>, ProblemHttpResult>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var id = user.Application();
        var found = await db
            .Applications.AsNoTracking()
            .Include(row => row.Questions)
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return found is null || found.IsLateToConfirm(time.GetUtcNow())
            ? OwnApplication.Unknown
            : TypedResults.Ok(await ApplicationView.OfAsync(db, found, cancellationToken));
    }
}
