using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Resilience;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// Publishes a round seconds after its end, once, in one transaction; any number of replicas. What was merged while it
/// was open counts from the next round on.
/// </summary>
internal sealed class PublishBarometer(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<PublishBarometer> logger
) : BackgroundJob(logger, time)
{
    /// <summary><c>Barometer:Seconds</c>, 10 unless set: so often is looked whether a round is over.</summary>
    private readonly TimeSpan period = TimeSpan.FromSeconds(
        Math.Clamp(configuration.GetValue("Barometer:Seconds", 10.0), 0.1, 600)
    );

    protected override IEnumerable<Turn> Turns => [PublishAsync];

    private async Task<TimeSpan> PublishAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulingDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = Time.GetUtcNow();
        var due = await db
            .BarometerRounds.FromSql(
                $"select * from barometer_rounds where published_at is null and ends_at <= {now} for update skip locked"
            )
            .ToListAsync(cancellationToken);
        if (due is not [var round])
        {
            return period;
        }

        // Nobody marks or merges anything between the counting and the carrying over.
        await db.Database.ExecuteSqlAsync(
            $"lock table topics in share row exclusive mode; lock table topic_marks in share row exclusive mode",
            cancellationToken
        );
        await CountAsync(db, round, cancellationToken);
        round.Publish(now);
        await db.SaveChangesAsync(cancellationToken);
        await CarryOverMarks.HandleAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TimeSpan.Zero;
    }

    private static async Task CountAsync(
        SchedulingDbContext db,
        BarometerRound round,
        CancellationToken cancellationToken
    )
    {
        var topics = await db
            .Topics.Where(topic => topic.State == TopicState.Listed)
            .Select(topic => topic.Id)
            .ToListAsync(cancellationToken);
        var members = await db
            .Memberships.Where(membership => !membership.Ended)
            .GroupBy(membership => membership.Partner)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken);
        var marks = (await db.TopicMarks.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(
            mark => mark.TopicId,
            mark => new BarometerRules.Mark(mark.MemberId, mark.Partner)
        );
        var history = await BarometerHistory.LoadAsync(db, cancellationToken);
        foreach (var topic in topics)
        {
            var result = BarometerRules.Decide(
                round.Id,
                [.. marks[topic]],
                members,
                history.Of(topic),
                history.LastOf(topic)
            );
            db.Add(
                new BarometerResult
                {
                    RoundId = round.Id,
                    TopicId = topic,
                    Band = result.Band,
                    Basis = result.Basis,
                }
            );
            if (result.Basis == round.Id)
            {
                db.AddRange(
                    marks[topic]
                        .Select(mark => new PublishedMark
                        {
                            RoundId = round.Id,
                            TopicId = topic,
                            MemberId = mark.Member,
                            Partner = mark.Partner,
                        })
                );
            }
        }
    }
}
