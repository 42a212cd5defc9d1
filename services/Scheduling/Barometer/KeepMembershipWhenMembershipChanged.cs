using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// Keeps our copy of who has a mandate, and deletes the marks of whose mandate ended. Ignores older news, and news about
/// a member who was erased.
/// </summary>
public sealed class KeepMembershipWhenMembershipChanged(SchedulingDbContext db) : IConsumer<MembershipChanged>
{
    public async Task Consume(ConsumeContext<MembershipChanged> context)
    {
        var (fact, cancellationToken) = (context.Message, context.CancellationToken);
        if (await db.LockPersonAsync(fact.MemberId, cancellationToken))
        {
            return;
        }

        var news = await db.Database.ExecuteSqlAsync(
            $"""
            insert into memberships (member_id, partner, version, ended)
            values ({fact.MemberId}, {fact.Partner}, {fact.Version}, {fact.Ended})
            on conflict (member_id) do update
            set partner = excluded.partner, version = excluded.version, ended = excluded.ended
            where memberships.version < excluded.version
            """,
            cancellationToken
        );
        if (news > 0 && fact.Ended)
        {
            await db.TopicMarks.Where(mark => mark.MemberId == fact.MemberId).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
