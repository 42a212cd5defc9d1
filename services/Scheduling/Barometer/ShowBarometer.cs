using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// The barometer as the last round published it, by band and then by title, and the round that is open. While it is
/// open, nothing here depends on what is marked.
/// </summary>
public static class ShowBarometer
{
    public sealed record Entry(Guid Id, string Title, Band Band);

    public sealed record Response(DateTimeOffset? PublishedAt, IReadOnlyList<Entry> Topics, Round? Open);

    public static async Task<Ok<Response>> Handle(SchedulingDbContext db, CancellationToken cancellationToken)
    {
        var open = await db
            .BarometerRounds.AsNoTracking()
            .SingleOrDefaultAsync(round => round.PublishedAt == null, cancellationToken);
        var last = await db
            .BarometerRounds.AsNoTracking()
            .Where(round => round.PublishedAt != null)
            .OrderByDescending(round => round.PublishedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var entries = last is null
            ? []
            : await (
                from result in db.BarometerResults
                join topic in db.Topics on result.TopicId equals topic.Id
                where result.RoundId == last.Id && result.Band != null && topic.State == TopicState.Listed
                select new Entry(topic.Id, topic.Title, result.Band!.Value)
            ).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response(
                last?.PublishedAt,
                [.. entries.OrderBy(entry => entry.Band).ThenBy(entry => entry.Title, StringComparer.InvariantCulture)],
                open is null ? null : Round.Of(open)
            )
        );
    }
}
