using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Database;
using Stadtgespraeche.Scheduling.Drafts;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// Puts an accepted impulse, as it stands, into the draft of a session; where its earlier wording stands there, that is
/// replaced. A public session gets a draft of its present plan first. Nothing is published. Again, it changes nothing.
/// </summary>
public static class PutIntoProgramme
{
    public sealed record PutIntoProgrammeRequest(Guid SessionId);

    public static async Task<Results<Ok<ImpulseForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        PutIntoProgrammeRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockHandedInAsync(id, cancellationToken) is not { } impulse)
        {
            return ImpulseProblems.Unknown;
        }

        if (impulse.State != ImpulseState.Accepted)
        {
            return Problems.Conflict(
                "impulse-not-accepted",
                "Ins Programm kommt nur, was angenommen ist. Bitte nehmen Sie den Impuls zuerst an."
            );
        }

        // The draft before its session, as who publishes it locks them.
        var draft = await db.LockDraftAsync(request.SessionId, cancellationToken);
        var session = await db.LockSessionAsync(request.SessionId, cancellationToken);
        if (ScheduleSession.RefuseEnded(session, now) is { } ended)
        {
            return ended;
        }

        if (draft is null && session is null)
        {
            return Problems.NotFound("session-unknown", "Diese Sitzung gibt es nicht.");
        }

        draft ??= db.Add(new SessionDraft { Id = request.SessionId }).Entity;
        var plan = draft.Version > 0 ? draft.Plan : SessionRequest.Of(session!);
        var earlier = impulse.SessionId == request.SessionId ? impulse.TakenOver : null;
        draft.Write(
            plan with
            {
                Programme = Place(plan.Programme ?? [], earlier is null ? null : Item(earlier), Item(impulse.Content)),
            },
            draft.Version > 0 ? draft.BasedOn : session!.Version,
            now
        );
        if (impulse.SessionId != request.SessionId || impulse.TakenOver != impulse.Content)
        {
            impulse.PutInto(request.SessionId, now);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation("pk_session_drafts"))
        {
            return SaveDraft.ChangedMeanwhile();
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ImpulseForOrganisers.Of(impulse, await db.MessagesAsync(id, cancellationToken)));
    }

    internal static ScheduleSession.ItemRequest Item(ImpulseContent content) =>
        new(
            nameof(ProgrammeItemKind.Impulse),
            content.Title,
            content.LengthMinutes,
            content.Function is { } function ? $"{content.Speaker}, {function}" : content.Speaker,
            content.Partner,
            content.Project
        );

    /// <summary>In place of what it was, else at the end; where it stands already, nothing changes.</summary>
    internal static IReadOnlyList<ScheduleSession.ItemRequest?> Place(
        IReadOnlyList<ScheduleSession.ItemRequest?> programme,
        ScheduleSession.ItemRequest? earlier,
        ScheduleSession.ItemRequest now
    ) =>
        programme.Contains(now) ? programme
        : earlier is not null && programme.Contains(earlier)
            ? [.. programme.Select(item => item == earlier ? now : item)]
        : [.. programme, now];
}
