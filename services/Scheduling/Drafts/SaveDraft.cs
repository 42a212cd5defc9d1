using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>
/// Keeps what an organiser typed, complete or not, and says what keeps it from being published. Nothing is published.
/// <c>plan</c> is what <see cref="ScheduleSession"/> takes; <c>basedOn</c> the version of the public session, 0 for a
/// new one. The same again changes nothing. Refuses to overwrite a draft that the client has not seen
/// (<c>expectedVersion</c>, 0 for none), changes to what was called off or is over, and more than 200,000 characters.
/// </summary>
public static class SaveDraft
{
    private const int Longest = 200_000;

    public sealed record SaveDraftRequest(
        ScheduleSession.ScheduleSessionRequest? Plan,
        long BasedOn = 0,
        long ExpectedVersion = 0
    );

    public static async Task<Results<Ok<DraftView>, ProblemHttpResult>> Handle(
        Guid id,
        SaveDraftRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (request.Plan is not { } plan)
        {
            return Problems.BadRequest("plan-missing", "Der Entwurf ist leer.");
        }

        plan = plan with { ExpectedVersion = null, Held = false };
        if (JsonSerializer.Serialize(plan, JsonSerializerOptions.Web).Length > Longest)
        {
            return Problems.BadRequest("draft-too-long", "Der Entwurf ist zu lang. Bitte kürzen Sie die Texte.");
        }

        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (ScheduleSession.RefuseEnded(session, time.GetUtcNow()) is { } ended)
        {
            return ended;
        }

        var draft = await db.SessionDrafts.SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        var seen = draft?.Version ?? 0;
        if (draft is null)
        {
            draft = new SessionDraft { Id = id };
            db.Add(draft);
        }

        if (!draft.Write(plan, request.BasedOn, time.GetUtcNow()))
        {
            return TypedResults.Ok(await DraftView.OfAsync(draft, session, db, time.GetUtcNow(), cancellationToken));
        }

        if (seen != request.ExpectedVersion)
        {
            return ChangedMeanwhile();
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation("pk_session_drafts"))
        {
            return ChangedMeanwhile();
        }

        return TypedResults.Ok(await DraftView.OfAsync(draft, session, db, time.GetUtcNow(), cancellationToken));
    }

    internal static ProblemHttpResult ChangedMeanwhile() =>
        Problems.Conflict(
            "draft-changed-meanwhile",
            "Jemand hat diesen Entwurf inzwischen geändert, veröffentlicht oder verworfen."
        );
}
