using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>
/// Keeps our copy of the keys that Registration trusts. A key id is the key's own thumbprint, so a key under it never
/// changes; one that was revoked stays revoked, in whatever order the messages arrive.
/// </summary>
public sealed class KeepKeyWhenPartnerKeyAccepted(KnowledgeDbContext db) : IConsumer<PartnerKeyAccepted>
{
    public Task Consume(ConsumeContext<PartnerKeyAccepted> context) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into partner_keys (partner, key_id, public_key, revoked)
            values ({context.Message.Partner}, {context.Message.KeyId}, {context.Message.PublicKey}, false) on conflict do nothing
            """,
            context.CancellationToken
        );
}
