using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// Computes the dates of a series and changes nothing: which there are, what else is on these days, and which of them are
/// drafted already under this series' id. Refuses the same patterns as <see cref="DraftSeries"/>.
/// </summary>
public static class PreviewSeries
{
    public sealed record Response(IReadOnlyList<SeriesDate> Dates);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken,
        [EnumDataType(typeof(Rhythm))] string? rhythm = null,
        [EnumDataType(typeof(WeekOfMonth))] string? week = null,
        [EnumDataType(typeof(DayOfWeek))] string? weekday = null,
        int? every = null,
        DateOnly? firstDay = null,
        string? startTime = null,
        string? timeZone = null,
        int? count = null,
        DateOnly? lastDay = null
    )
    {
        var errors = new FieldErrors();
        var pattern = new SeriesPatternRequest(
            rhythm,
            week,
            weekday,
            every,
            firstDay,
            startTime,
            timeZone,
            count,
            lastDay
        );
        var starts = SeriesReader.Read(pattern, time.GetUtcNow(), errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var ids = starts.ToDictionary(start => start, start => start.DraftIdIn(id));
        var states = await SeriesState.OfAsync(ids.Values, db, cancellationToken);
        var others = await SessionsOnDays.BetweenAsync(starts[0].Date, starts[^1].Date, db, cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. starts.Select(start => new SeriesDate(
                    start.Date,
                    start.LocalStart,
                    states.TryGetValue(ids[start], out var state) ? state : null,
                    start.Fault,
                    [.. others[start.Date].Where(other => other.SessionId != ids[start])]
                )),
            ])
        );
    }
}
