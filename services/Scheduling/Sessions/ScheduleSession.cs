using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// Announces a session under an id that the client made, or changes it: the whole plan each time. The same plan again
/// changes nothing. <c>start</c> is ISO 8601 with an offset, or <c>localStart</c> a local time in <c>timeZone</c>
/// (IANA). Refuses starts in the past, except for <c>held</c>: that enters, or corrects, a session that took place
/// already. Refuses changes to what was called off or is over, and, where <c>expectedVersion</c> is given, changes to a
/// state that the client has not seen.
/// </summary>
public static class ScheduleSession
{
    public sealed record ScheduleSessionRequest(
        string? Title,
        string? Description,
        IReadOnlyList<Guid>? Topics,
        [property: DataType(DataType.DateTime)] string? Start,
        string? LocalStart,
        string? TimeZone,
        int? LengthMinutes,
        [property: EnumDataType(typeof(SessionForm))] string? Form,
        VenueRequest? Venue,
        int? CapacityOnSite,
        int? CapacityOnline,
        string? OnlineLink,
        IReadOnlyList<ItemRequest?>? Programme,
        long? ExpectedVersion = null,
        bool Held = false
    );

    public sealed record VenueRequest(
        string? Name,
        string? Street,
        string? PostalCode,
        string? City,
        string? AccessibilityNotes
    );

    public sealed record ItemRequest(
        [property: EnumDataType(typeof(ProgrammeItemKind))] string? Kind,
        string? Title,
        int? LengthMinutes,
        string? Speaker,
        string? Partner,
        string? Project
    );

    public static async Task<Results<Ok<SessionForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        ScheduleSessionRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        if (SessionPlanRules.Read(request, topics, errors) is not { } plan)
        {
            return errors.ToProblem();
        }

        try
        {
            return await CommitAsync();
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_sessions"))
        {
            // Two first announcements at the same time: the other one won, so this one changes or repeats it.
            db.ChangeTracker.Clear();
            return await CommitAsync();
        }

        async Task<Results<Ok<SessionForOrganisers>, ProblemHttpResult>> CommitAsync()
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var answer = await StoreAsync(id, plan, request, topics, db, time.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return answer;
        }
    }

    /// <summary>Within the caller's transaction.</summary>
    internal static async Task<Results<Ok<SessionForOrganisers>, ProblemHttpResult>> StoreAsync(
        Guid id,
        SessionPlan plan,
        ScheduleSessionRequest request,
        TopicList topics,
        SchedulingDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var session = await db.LockSessionAsync(id, cancellationToken);
        if (session is { Status: SessionStatus.Scheduled } && session.Plan == plan)
        {
            return TypedResults.Ok(new SessionForOrganisers(session, topics));
        }

        if (Refuse(session, plan, request, now) is { } refusal)
        {
            return refusal;
        }

        var isNew = session is null;
        session ??= new Session { Id = id, CreatedAt = now };
        session.Follow(plan, topics, now);
        if (isNew)
        {
            db.Sessions.Add(session);
        }

        db.Publish(session.ToScheduled(topics.Words(plan.Topics)));
        db.Publish(new OnlineAccessSet(session.Id, session.Version, plan.OnlineLink));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new SessionForOrganisers(session, topics));
    }

    /// <summary>What was called off, or is over, stays as it is; null: it may be changed.</summary>
    internal static ProblemHttpResult? RefuseEnded(Session? session, DateTimeOffset now) =>
        session is { Status: SessionStatus.Cancelled }
            ? Problems.Conflict("session-cancelled", "Die Sitzung ist abgesagt und kann nicht mehr geändert werden.")
        : session?.IsOver(now) == true
            ? Problems.Conflict("session-over", "Die Sitzung ist vorbei und kann nicht mehr geändert werden.")
        : null;

    /// <summary>
    /// A session that is under way keeps its start; everything else may still be corrected. Nothing else lies in the
    /// past.
    /// </summary>
    internal static void CheckTimes(Session? session, SessionPlan plan, DateTimeOffset now, FieldErrors errors)
    {
        if (plan.Start <= now && plan.Start != session?.Plan.Start)
        {
            errors.Add("start", "session-start-in-past", "Der Beginn liegt in der Vergangenheit.");
        }
        else if (plan.End <= now)
        {
            errors.Add("lengthMinutes", "session-end-in-past", "Mit dieser Dauer wäre die Sitzung schon vorbei.");
        }
    }

    private static ProblemHttpResult? Refuse(
        Session? session,
        SessionPlan plan,
        ScheduleSessionRequest request,
        DateTimeOffset now
    )
    {
        if (request.ExpectedVersion is { } expected && expected != (session?.Version ?? 0))
        {
            return Problems.Conflict(
                "session-changed-meanwhile",
                "Die Sitzung wurde inzwischen geändert. Bitte laden Sie die Seite neu und prüfen Sie Ihre Angaben."
            );
        }

        if (RefuseEnded(session, now) is { } ended && !(request.Held && session!.Status == SessionStatus.Scheduled))
        {
            return ended;
        }

        if (request.Held)
        {
            return RefuseHeld(session, plan, now);
        }

        var errors = new FieldErrors();
        CheckTimes(session, plan, now, errors);
        return errors.Any ? errors.ToProblem() : null;
    }

    private static ProblemHttpResult? RefuseHeld(Session? session, SessionPlan plan, DateTimeOffset now)
    {
        if (session is not null && !session.IsOver(now))
        {
            return Problems.Conflict(
                "session-not-over",
                "Die Sitzung ist noch nicht vorbei und kann nicht als bereits gehalten gelten."
            );
        }

        return plan.End > now
            ? OneError("start", "held-session-in-future", "Eine bereits gehaltene Sitzung muss vorbei sein.")
            : null;
    }

    private static ProblemHttpResult OneError(string field, string code, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, code, message);
        return errors.ToProblem();
    }
}
