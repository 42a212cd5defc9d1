using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>The organisers refuse, with a reason that the applicant reads. The same again changes nothing.</summary>
internal static class RefuseApplication
{
    public sealed record RefuseRequest(string? Reason, long Version);

    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        RefuseRequest request,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var reason = errors.ReadLines(
            "reason",
            "reason",
            request.Reason,
            Apply.LongestText,
            "Bitte schreiben Sie, warum Sie ablehnen."
        );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockAsync(id, cancellationToken) is not { } application)
        {
            return Decide.Unknown;
        }

        if (application.State == ApplicationState.Refused && application.Refusal == reason)
        {
            return TypedResults.NoContent();
        }

        if (Decide.Refuse(application, request.Version) is { } refusal)
        {
            return refusal;
        }

        application.Refuse(db, reason!, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
