using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Applications.Decisions;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// The applicant answers a question, once; the same answer again is fine. Refuses when the application is decided or
/// withdrawn.
/// </summary>
internal static class AnswerQuestion
{
    public sealed record AnswerQuestionRequest(string? Answer);

    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid questionId,
        AnswerQuestionRequest request,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var answer = errors.ReadLines(
            "answer",
            "answer",
            request.Answer,
            Apply.LongestText,
            "Bitte schreiben Sie Ihre Antwort."
        );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockAsync(user, time.GetUtcNow(), cancellationToken) is not { } application)
        {
            return OwnApplication.Unknown;
        }

        if (application.Questions.Find(row => row.Id == questionId) is not { } question)
        {
            return Problems.NotFound("question-unknown", "Diese Frage gibt es nicht mehr.");
        }

        if (question.Answer == answer)
        {
            return TypedResults.NoContent();
        }

        if (question.Answer is not null)
        {
            return Problems.Conflict(
                "question-answered",
                "Diese Frage ist schon beantwortet. Bitte laden Sie die Seite neu."
            );
        }

        if (!application.IsUndecided)
        {
            return UndecidedOnly.Decided;
        }

        application.Answer(db, question, answer!, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
