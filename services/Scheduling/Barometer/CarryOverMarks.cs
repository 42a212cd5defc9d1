using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// Between two rounds the marks of a topic that was merged go to the one that it went into, in the caller's transaction;
/// who marked both has marked one.
/// </summary>
internal static class CarryOverMarks
{
    public static Task HandleAsync(SchedulingDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into topic_marks (topic_id, member_id, partner)
            select t.merged_into, m.member_id, m.partner from topic_marks m join topics t on t.id = m.topic_id
            where t.merged_into is not null
            on conflict do nothing;
            delete from topic_marks m using topics t where t.id = m.topic_id and t.state <> 'Listed'
            """,
            cancellationToken
        );
}
