using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// Confirms the address: from now on the organisers see the application. Confirming again changes nothing. Refuses when
/// the applicant has become a partner meanwhile, or another application was confirmed first.
/// </summary>
internal static class ConfirmApplication
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockAsync(user, time.GetUtcNow(), cancellationToken) is not { } application)
        {
            return OwnApplication.Unknown;
        }

        if (application.State != ApplicationState.Unconfirmed)
        {
            return TypedResults.NoContent();
        }

        if (
            await KnownApplicants.RefuseAsync(
                db,
                application.Id,
                application.Ags,
                application.Name,
                cancellationToken
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        application.Confirm(db, time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException second) when (second.IsUniqueViolation(Application.OneUndecided))
        {
            return KnownApplicants.AlreadyApplied;
        }

        return TypedResults.NoContent();
    }
}
