using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// Keeps what the person offers, under an id that the client made, and hands it in when asked to. A draft may
/// be incomplete; what was handed in stays complete and may be corrected until it is rejected or withdrawn. The same
/// again changes nothing. Refuses to hand in when no open call is named, more than twenty at once, and a state that the
/// client has not seen (<c>expectedVersion</c> of the content, 0 for none). An invited speaker writes the impulse of the
/// invitation only.
/// </summary>
public static class WriteImpulse
{
    private const int MostOpen = 20;

    public sealed record WriteImpulseRequest(
        ImpulseContent? Content,
        Guid? CallId = null,
        string? AccessibilityNeeds = null,
        bool HandIn = false,
        long ExpectedVersion = 0
    );

    public static async Task<Results<Ok<OwnImpulse>, ProblemHttpResult>> Handle(
        Guid id,
        WriteImpulseRequest request,
        ClaimsPrincipal user,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await StoreAsync(id, request, user.Speaker(), db, time.GetUtcNow(), cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_impulses"))
        {
            // Sent twice at the same time: the other request was first.
            db.ChangeTracker.Clear();
            return await StoreAsync(id, request, user.Speaker(), db, time.GetUtcNow(), cancellationToken);
        }
    }

    private static async Task<Results<Ok<OwnImpulse>, ProblemHttpResult>> StoreAsync(
        Guid id,
        WriteImpulseRequest request,
        (Guid Id, string Partner, bool IsInvited) speaker,
        SchedulingDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockPersonAsync(speaker.Id, cancellationToken))
        {
            return Problems.Conflict("member-erased", "Ihre Daten sind gelöscht oder werden gerade gelöscht.");
        }

        var impulse = await db.LockImpulseAsync(id, cancellationToken);
        if (impulse is null ? speaker.IsInvited : !impulse.IsOf(speaker))
        {
            return ImpulseProblems.Unknown;
        }

        if (impulse is { IsDecided: true })
        {
            return ImpulseProblems.Decided;
        }

        var errors = new FieldErrors();
        var complete = request.HandIn || impulse is { State: not ImpulseState.Draft };
        var content = (request.Content ?? new()).Read(topics, complete, errors);
        var needs = errors.ReadLines(
            "accessibilityNeeds",
            "accessibility-needs",
            request.AccessibilityNeeds,
            Impulse.LongestNeeds
        );
        var call = request.CallId is { } callId ? await db.ImpulseCalls.FindAsync([callId], cancellationToken) : null;
        if (request.CallId is not null && call is null)
        {
            errors.Add("callId", "call-unknown", "Diesen Aufruf gibt es nicht.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var handsIn = request.HandIn && impulse is not { State: not ImpulseState.Draft };
        if (handsIn && call?.IsOpen(now) != true)
        {
            return Problems.Conflict(
                "call-closed",
                "Der Aufruf ist geschlossen; einreichen können Sie nur zu einem offenen Aufruf. Ihr Text ist nicht "
                    + "verloren: Speichern Sie ihn als Entwurf, oder wählen Sie einen anderen Aufruf."
            );
        }

        if (impulse is null && await IsFullAsync(db, speaker.Id, cancellationToken))
        {
            return Problems.Conflict(
                "too-many-impulses",
                $"Sie haben schon {MostOpen} Impulse, über die noch nicht entschieden ist."
            );
        }

        if (impulse is null || !impulse.Says(call?.Id, content, needs))
        {
            if ((impulse?.ContentVersion ?? 0) != request.ExpectedVersion)
            {
                return ImpulseProblems.ChangedMeanwhile;
            }

            impulse ??= db.Add(
                new Impulse
                {
                    Id = id,
                    OwnerId = speaker.Id,
                    Partner = speaker.Partner,
                    CreatedAt = now,
                }
            ).Entity;
            impulse.Write(call?.Id, content, needs, now);
        }

        if (handsIn)
        {
            impulse.HandIn(now);
            db.SendToPartner(impulse.Partner, impulse.ToProgressed(ImpulseProgress.HandedIn));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnImpulse.Of(impulse, await db.MessagesAsync(id, cancellationToken), topics));
    }

    private static async Task<bool> IsFullAsync(
        SchedulingDbContext db,
        Guid owner,
        CancellationToken cancellationToken
    ) =>
        await db.Impulses.CountAsync(
            other =>
                other.OwnerId == owner
                && (
                    other.State == ImpulseState.Draft
                    || other.State == ImpulseState.HandedIn
                    || other.State == ImpulseState.Questioned
                ),
            cancellationToken
        ) >= MostOpen;
}
