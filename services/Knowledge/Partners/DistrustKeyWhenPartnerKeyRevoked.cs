using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>
/// From here on no link that this key signed counts, even when the news of its acceptance arrives later.
/// </summary>
public sealed class DistrustKeyWhenPartnerKeyRevoked(KnowledgeDbContext db) : IConsumer<PartnerKeyRevoked>
{
    public Task Consume(ConsumeContext<PartnerKeyRevoked> context) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into partner_keys (partner, key_id, public_key, revoked)
            values ({context.Message.Partner}, {context.Message.KeyId}, '', true) on conflict (partner, key_id) do update set revoked = true
            """,
            context.CancellationToken
        );
}
