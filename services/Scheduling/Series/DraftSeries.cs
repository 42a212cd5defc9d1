using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.Scheduling.Drafts;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// Drafts the sessions of a series, each a draft of its own; nothing is published and nothing holds them together later.
/// Each says what the template says (a public session, else a draft), but its date; a <c>title</c> replaces the
/// template's, and is needed without one. Days in <c>leftOut</c> are left out. The ids of the drafts follow from the id
/// that the client made for the series and the day. Sent again, also with another pattern, it makes only what was never
/// made: what was changed or published meanwhile stays as it is, and what was discarded stays away for 30 days, as long
/// as the log of changes knows of it; later it would come again.
/// </summary>
public static class DraftSeries
{
    public sealed record DraftSeriesRequest(
        SeriesPatternRequest? Pattern,
        Guid? TemplateId,
        string? Title,
        IReadOnlyList<DateOnly>? LeftOut
    );

    /// <summary><paramref name="Made"/>: how many this request made; 0 when all were there.</summary>
    public sealed record Response(int Made, IReadOnlyList<SeriesDraft> Drafts);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        DraftSeriesRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        if (request.Pattern is not { } pattern)
        {
            return Problems.BadRequest("series-pattern-missing", "Bitte geben Sie an, wie sich die Reihe wiederholt.");
        }

        var title = errors.ReadLine(
            "title",
            "title",
            request.Title,
            SessionLimits.Title,
            request.TemplateId is null ? "Bitte geben Sie einen Titel an oder wählen Sie eine Vorlage." : null
        );
        var leftOut = (request.LeftOut ?? []).ToHashSet();
        var starts = SeriesReader
            .Read(pattern, time.GetUtcNow(), errors)
            .Where(s => !leftOut.Contains(s.Date))
            .ToList();
        if (!errors.Any && starts.Count == 0)
        {
            errors.Add("leftOut", "series-without-dates", "Bitte wählen Sie mindestens einen Termin aus.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        // Whoever sends the same at the same time waits here and finds the drafts made.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var name = $"series {id}";
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({name}, 0))",
            cancellationToken
        );
        var ids = starts.ToDictionary(start => start, start => start.DraftIdIn(id));
        var states = await SeriesState.OfAsync(ids.Values, db, cancellationToken);
        var missing = starts.Where(start => !states.ContainsKey(ids[start])).ToList();
        if (missing.Count > 0)
        {
            if (await TemplateAsync(request.TemplateId, db, cancellationToken) is not { } template)
            {
                return Problems.NotFound("template-unknown", "Die Vorlage gibt es nicht mehr.");
            }

            template = template with { Title = title ?? template.Title };
            foreach (var start in missing)
            {
                var plan = template with { LocalStart = start.LocalStart, TimeZone = start.TimeZone };
                db.Add(new SessionDraft { Id = ids[start] }).Entity.Write(plan, basedOn: 0, time.GetUtcNow());
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (e.IsUniqueViolation("pk_session_drafts"))
            {
                // Somebody wrote a draft under one of these ids themselves.
                return SaveDraft.ChangedMeanwhile();
            }

            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(
            new Response(
                missing.Count,
                [.. starts.Select(s => new SeriesDraft(ids[s], s.Date, s.LocalStart, states.GetValueOrDefault(ids[s])))]
            )
        );
    }

    private static async Task<ScheduleSession.ScheduleSessionRequest?> TemplateAsync(
        Guid? id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (id is null)
        {
            return new(null, null, null, null, null, null, null, null, null, null, null, null, null);
        }

        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (session is not null)
        {
            return SessionRequest.Of(session);
        }

        var draft = await db.SessionDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        return draft is null ? null : draft.Plan with { Start = null };
    }
}
