using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>
/// Keeps the latest moment, in whatever order the messages arrive, and nothing about a member who was erased.
/// </summary>
public sealed class RefuseEarlierLinksWhenLinksEnded(KnowledgeDbContext db) : IConsumer<LinksEnded>
{
    public async Task Consume(ConsumeContext<LinksEnded> context)
    {
        var (member, moment) = (context.Message.MemberId, context.Message.NotBefore);
        if (await db.LockPersonAsync(member, context.CancellationToken))
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ended_links (member_id, not_before) values ({member}, {moment.ToUniversalTime()})
            on conflict (member_id) do update set not_before = greatest(ended_links.not_before, excluded.not_before)
            """,
            context.CancellationToken
        );
    }
}
