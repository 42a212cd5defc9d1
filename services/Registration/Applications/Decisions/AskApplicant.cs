using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Registration.Applications.Decisions;

/// <summary>
/// The organisers ask back, under an id that the client made; the applicant gets a mail. The same question again asks
/// once.
/// </summary>
internal static class AskApplicant
{
    public sealed record AskApplicantRequest(string? Question, long Version);

    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        Guid questionId,
        AskApplicantRequest request,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var question = errors.ReadLines(
            "question",
            "question",
            request.Question,
            Apply.LongestText,
            "Bitte schreiben Sie Ihre Frage."
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

        if (application.Questions.Exists(asked => asked.Id == questionId && asked.Question == question))
        {
            return TypedResults.NoContent();
        }

        if (UndecidedOnly.Refuse(application, request.Version) is { } refusal)
        {
            return refusal;
        }

        application.Ask(db, questionId, question!, time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException taken) when (taken.IsUniqueViolation("pk_application_questions"))
        {
            return Problems.Conflict(
                "question-id-taken",
                "Diese Frage ist schon gestellt. Bitte laden Sie die Seite neu."
            );
        }

        return TypedResults.NoContent();
    }
}
