using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>An impulse as it stands in a public programme; what its speaker changed since is not public.</summary>
public sealed record PublicImpulse(string Title, string? Speaker, string? Partner, Guid SessionId, string SessionTitle)
{
    /// <summary>
    /// Accepted impulses about a topic, also by what was merged into it, whose wording stands in the programme of a public
    /// session; the latest session comes first.
    /// </summary>
    internal static async Task<IReadOnlyList<PublicImpulse>> AboutAsync(
        SchedulingDbContext db,
        Guid topic,
        TopicList topics,
        CancellationToken cancellationToken
    )
    {
        var placed = await (
            from impulse in db.Impulses.AsNoTracking()
            join session in db.Sessions.AsNoTracking() on impulse.SessionId equals session.Id
            where impulse.State == ImpulseState.Accepted && session.CancellationReason == null
            select new { impulse, session }
        ).ToListAsync(cancellationToken);
        return
        [
            .. placed
                .Where(one => one.impulse.TakenOver?.TopicId is { } id && topics.Find(id)?.Id == topic)
                .Select(one => (one.session, item: PutIntoProgramme.Item(one.impulse.TakenOver!)))
                .Where(one => Stands(one.session, one.item))
                .OrderByDescending(one => one.session.Plan.Start)
                .Select(one => new PublicImpulse(
                    one.item.Title!,
                    one.item.Speaker,
                    one.item.Partner,
                    one.session.Id,
                    one.session.Plan.Title
                )),
        ];
    }

    private static bool Stands(Session session, ScheduleSession.ItemRequest item) =>
        SessionRequest.Of(session).Programme!.Contains(item);
}
