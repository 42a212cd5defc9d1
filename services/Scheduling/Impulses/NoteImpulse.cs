using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// What organisers note for each other about an impulse (2,000 characters, empty: nothing). Refuses to overwrite a note
/// that the client has not seen (<c>version</c> of the impulse). The same again changes nothing.
/// </summary>
public static class NoteImpulse
{
    public sealed record NoteImpulseRequest(string? Note, long Version);

    public static async Task<Results<Ok<ImpulseForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        NoteImpulseRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var note = errors.ReadLines("note", "note", request.Note, Impulse.LongestNote);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockHandedInAsync(id, cancellationToken) is not { } impulse)
        {
            return ImpulseProblems.Unknown;
        }

        if (impulse.Note != note)
        {
            if (impulse.Version != request.Version)
            {
                return ImpulseProblems.ChangedMeanwhile;
            }

            impulse.WriteNote(note, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(ImpulseForOrganisers.Of(impulse, await db.MessagesAsync(id, cancellationToken)));
    }
}
