using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Scheduling.Speakers;

/// <summary>
/// From here on no link that this key signed counts, even when the news of its acceptance arrives later.
/// </summary>
public sealed class DistrustKeyWhenPartnerKeyRevoked(SchedulingDbContext db) : IConsumer<PartnerKeyRevoked>
{
    public async Task Consume(ConsumeContext<PartnerKeyRevoked> context)
    {
        if (context.Message.Partner == PersonalLink.Hub)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into speaker_link_keys (key_id, public_key, revoked)
                values ({context.Message.KeyId}, '', true) on conflict (key_id) do update set revoked = true
                """,
                context.CancellationToken
            );
        }
    }
}
