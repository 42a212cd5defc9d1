using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>
/// Begins the draft of a new session, under an id that the client made, with all that another session says but when it
/// is. Of a session that is over or was called off too. A draft that is there already stays as it is, and is answered.
/// Refuses an id that is a public session's by now.
/// </summary>
public static class CopySession
{
    public sealed record CopySessionRequest(Guid SessionId);

    public static async Task<Results<Ok<DraftView>, ProblemHttpResult>> Handle(
        Guid id,
        CopySessionRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await db.Sessions.AnyAsync(s => s.Id == id, cancellationToken))
        {
            return Problems.Conflict("session-exists", "Unter dieser Kennung ist schon eine Sitzung veröffentlicht.");
        }

        if (await db.SessionDrafts.AnyAsync(d => d.Id == id, cancellationToken))
        {
            return await ShowDraft.Handle(id, db, time, cancellationToken);
        }

        var template = await db
            .Sessions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == request.SessionId, cancellationToken);
        if (template is null)
        {
            return SessionUnknown.Problem;
        }

        var draft = new SessionDraft { Id = id };
        draft.Write(SessionRequest.Of(template) with { LocalStart = null }, basedOn: 0, time.GetUtcNow());
        db.Add(draft);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_session_drafts"))
        {
            // Sent twice at the same time: the other one won.
            db.ChangeTracker.Clear();
        }

        return await ShowDraft.Handle(id, db, time, cancellationToken);
    }
}
