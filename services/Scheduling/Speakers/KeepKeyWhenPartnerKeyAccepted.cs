using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Scheduling.Speakers;

/// <summary>
/// Keeps the keys of the hub's own Notification that Registration trusts. A key id is the key's own thumbprint, so a
/// key under it never changes; one that was revoked stays revoked, in whatever order the messages arrive.
/// </summary>
public sealed class KeepKeyWhenPartnerKeyAccepted(SchedulingDbContext db) : IConsumer<PartnerKeyAccepted>
{
    public async Task Consume(ConsumeContext<PartnerKeyAccepted> context)
    {
        if (context.Message.Partner == PersonalLink.Hub)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into speaker_link_keys (key_id, public_key, revoked)
                values ({context.Message.KeyId}, {context.Message.PublicKey}, false) on conflict do nothing
                """,
                context.CancellationToken
            );
        }
    }
}
