using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// Opens a round of the barometer under an id that the client made, or moves its end while it is open. Its last day is
/// <c>endsOn</c>, a day in Europe/Berlin from today to a year ahead. All cities hear of it. The same again changes
/// nothing. Refuses a second open round.
/// </summary>
public static class OpenRound
{
    public sealed record OpenRoundRequest(DateOnly? EndsOn);

    public static async Task<Results<Ok<Round>, ProblemHttpResult>> Handle(
        Guid id,
        OpenRoundRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        if (LastDay.EndOf(request.EndsOn, now) is not { } endsAt)
        {
            return Problems.BadRequest(
                "round-end-invalid",
                "Bitte geben Sie den letzten Tag der Runde an: frühestens heute, spätestens in einem Jahr."
            );
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var round = (
            await db
                .BarometerRounds.FromSql($"select * from barometer_rounds where id = {id} for update")
                .ToListAsync(cancellationToken)
        ).SingleOrDefault();
        if (round is not null && round.EndsAt == endsAt)
        {
            return TypedResults.Ok(Round.Of(round));
        }

        if (round is { PublishedAt: not null } || round?.EndsAt <= now)
        {
            return Problems.Conflict("round-over", "Diese Runde ist vorbei.");
        }

        if (round is null)
        {
            round = db.BarometerRounds.Add(new BarometerRound { Id = id, OpenedAt = now }).Entity;
            await CarryOverMarks.HandleAsync(db, cancellationToken);
        }

        round.EndAt(endsAt);
        db.Publish(round.ToOpened());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e)
            when (e.IsUniqueViolation("ix_barometer_rounds_open") || e.IsUniqueViolation("pk_barometer_rounds"))
        {
            return Problems.Conflict("round-open", "Es läuft schon eine Runde.");
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(Round.Of(round));
    }
}

/// <summary>A round as everybody may see it; <see cref="EndsAt"/> is UTC, the first moment after it.</summary>
public sealed record Round(Guid Id, DateTimeOffset EndsAt, DateTimeOffset? PublishedAt)
{
    internal static Round Of(BarometerRound round) => new(round.Id, round.EndsAt, round.PublishedAt);
}
