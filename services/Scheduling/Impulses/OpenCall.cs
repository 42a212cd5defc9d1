using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// Opens a call for impulses under an id that the client made, or changes it. Its last day is <c>endsOn</c>, a day in
/// Europe/Berlin from today to a year ahead; yesterday closes it. All cities hear of it. The same again changes nothing.
/// Refuses a state that the client has not seen (<c>expectedVersion</c>, 0 for none).
/// </summary>
public static class OpenCall
{
    public sealed record OpenCallRequest(
        string? Title,
        string? Text,
        Guid? SessionId,
        Guid? TopicId,
        DateOnly? EndsOn,
        long ExpectedVersion = 0
    );

    public static async Task<Results<Ok<PublicCall>, ProblemHttpResult>> Handle(
        Guid id,
        OpenCallRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var session = request.SessionId is { } sessionId
            ? await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, cancellationToken)
            : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var call = (
            await db
                .ImpulseCalls.FromSql($"select * from impulse_calls where id = {id} for update")
                .ToListAsync(cancellationToken)
        ).SingleOrDefault();
        var errors = new FieldErrors();
        if (Read(request, call, session, topics, now, errors) is not { } wording)
        {
            return errors.ToProblem();
        }

        if (call?.Wording == wording)
        {
            return TypedResults.Ok(PublicCall.Of(call, session, topics));
        }

        if ((call?.Version ?? 0) != request.ExpectedVersion)
        {
            return ImpulseProblems.CallChangedMeanwhile;
        }

        call ??= db.Add(new ImpulseCall { Id = id, OpenedAt = now }).Entity;
        call.Write(wording);
        db.Publish(call.ToOpened());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_impulse_calls"))
        {
            return ImpulseProblems.CallChangedMeanwhile;
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(PublicCall.Of(call, session, topics));
    }

    private static CallWording? Read(
        OpenCallRequest request,
        ImpulseCall? call,
        Session? session,
        TopicList topics,
        DateTimeOffset now,
        FieldErrors errors
    )
    {
        var title = errors.ReadLine(
            "title",
            "title",
            request.Title,
            ImpulseCall.LongestTitle,
            "Bitte geben Sie dem Aufruf einen Titel."
        );
        var text = errors.ReadLines("text", "text", request.Text, ImpulseCall.LongestText);
        if (
            request.SessionId is not null
            && session is not { Status: SessionStatus.Scheduled }
            && request.SessionId != call?.SessionId
        )
        {
            errors.Add("sessionId", "session-unknown", "Bitte wählen Sie eine veröffentlichte Sitzung.");
        }

        var topic = request.TopicId is { } topicId ? topics.Find(topicId) : null;
        if (request.TopicId is not null && topic is not { WasListed: true })
        {
            errors.Add("topicId", "topic-unknown", "Dieses Thema steht nicht auf der Liste.");
        }

        if (LastDay.EndOf(request.EndsOn, now, daysBack: 1) is not { } closesAt)
        {
            errors.Add(
                "endsOn",
                "call-end-invalid",
                "Bitte geben Sie den letzten Tag an: frühestens heute (gestern schließt den Aufruf), spätestens in einem Jahr."
            );
            return null;
        }

        return errors.Any ? null : new CallWording(title!, text, request.SessionId, topic?.Id, closesAt);
    }
}
