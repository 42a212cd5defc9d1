using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>All that was ever published, by topic, with the marks that it came from.</summary>
internal sealed class BarometerHistory
{
    private readonly ILookup<Guid, BarometerRules.Published> different;
    private readonly Dictionary<Guid, BarometerRules.Published> last;

    private BarometerHistory(
        ILookup<Guid, BarometerRules.Published> different,
        Dictionary<Guid, BarometerRules.Published> last
    ) => (this.different, this.last) = (different, last);

    public static async Task<BarometerHistory> LoadAsync(SchedulingDbContext db, CancellationToken cancellationToken)
    {
        var results = await (
            from result in db.BarometerResults
            join round in db.BarometerRounds on result.RoundId equals round.Id
            orderby round.PublishedAt, round.Id
            select result
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var marks = (await db.PublishedMarks.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(
            mark => (Round: (Guid?)mark.RoundId, mark.TopicId),
            mark => mark.MemberId
        );
        var published = results.ConvertAll(result =>
            (
                result.TopicId,
                Published: new BarometerRules.Published(
                    result.Basis,
                    result.Band,
                    marks[(result.Basis, result.TopicId)].ToHashSet()
                )
            )
        );
        return new BarometerHistory(
            published
                .Where(one => one.Published.Basis is not null)
                .DistinctBy(one => (one.TopicId, one.Published.Basis))
                .ToLookup(one => one.TopicId, one => one.Published),
            published.GroupBy(one => one.TopicId).ToDictionary(group => group.Key, group => group.Last().Published)
        );
    }

    public IEnumerable<BarometerRules.Published> Of(Guid topic) => different[topic];

    public BarometerRules.Published LastOf(Guid topic) =>
        last.GetValueOrDefault(topic, BarometerRules.Published.Nothing);
}
