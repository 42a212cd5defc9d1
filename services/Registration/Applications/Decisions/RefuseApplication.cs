using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Applications.Decisions;

/// <summary>The organisers refuse, with a reason that the applicant reads. The same again changes nothing.</summary>
internal static class RefuseApplication
{
    public sealed record RefuseApplicationRequest(string? Reason, long Version);

    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        RefuseApplicationRequest request,
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
            return UndecidedOnly.Unknown;
        }

        if (application.State == ApplicationState.Refused && application.Refusal == reason)
        {
            return TypedResults.NoContent();
        }

        if (UndecidedOnly.Refuse(application, request.Version) is { } refusal)
        {
            return refusal;
        }

        application.Refuse(db, reason!, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
