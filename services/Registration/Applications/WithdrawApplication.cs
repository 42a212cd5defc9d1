using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// The applicant no longer wants to take part, or wants the data of a refused application deleted now: text and contact
/// are deleted at once. Doing it again changes nothing. Refused once the application is accepted: a partner leaves in
/// another way.
/// </summary>
internal static class WithdrawApplication
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

        if (application.State == ApplicationState.Withdrawn)
        {
            return TypedResults.NoContent();
        }

        if (application.State == ApplicationState.Accepted)
        {
            return Problems.Conflict(
                "application-accepted",
                "Die Bewerbung ist schon angenommen. Wenn Sie doch nicht mitmachen möchten, wenden Sie sich "
                    + "bitte an die Organisation."
            );
        }

        application.Withdraw(db, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
