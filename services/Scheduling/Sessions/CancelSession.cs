using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// Calls a session off, for good, and says why. The same reason again changes nothing. Refuses another reason later,
/// and refuses sessions that are over.
/// </summary>
public static class CancelSession
{
    public sealed record CancelSessionRequest(string? Reason);

    public static async Task<Results<Ok<SessionForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        CancelSessionRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var reason = errors.ReadLines(
            "reason",
            "reason",
            request.Reason,
            SessionLimits.Reason,
            "Bitte nennen Sie den Grund der Absage; er steht in der Mail."
        );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var topics = await TopicList.LoadAsync(db, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var session = await db.LockSessionAsync(id, cancellationToken);
        if (session is null)
        {
            return SessionUnknown.Problem;
        }

        if (session.CancellationReason == reason)
        {
            return TypedResults.Ok(new SessionForOrganisers(session, topics));
        }

        var now = time.GetUtcNow();
        if (session.Status == SessionStatus.Cancelled)
        {
            return Problems.Conflict("session-cancelled", "Die Sitzung ist schon abgesagt.");
        }

        if (session.IsOver(now))
        {
            return Problems.Conflict("session-over", "Die Sitzung ist vorbei und kann nicht mehr abgesagt werden.");
        }

        session.Cancel(reason!, now);
        db.Publish(session.ToCancelled());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new SessionForOrganisers(session, topics));
    }
}

internal static class SessionUnknown
{
    public static ProblemHttpResult Problem => Problems.NotFound("session-unknown", "Diese Sitzung gibt es nicht.");
}
