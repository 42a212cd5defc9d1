using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;

namespace Stadtgespraeche.Registration.Deliveries;

/// <summary>
/// Remembers what a partner has mailed to its own member: the highest version of each kind, but nothing that the
/// partner gave up on. Reports may come in any order. One about another partner's member is refused and logged.
/// </summary>
public sealed class KeepDeliveryWhenDeliveryReported(
    RegistrationDbContext db,
    ILogger<KeepDeliveryWhenDeliveryReported> logger
) : IConsumer<DeliveryReported>
{
    public async Task Consume(ConsumeContext<DeliveryReported> context)
    {
        var word = context.Message;
        if (!word.Delivered)
        {
            return;
        }

        if (!Delivery.MayBeKind(word.Kind))
        {
            logger.LogWarning("Ignored a delivery from {Partner} whose kind is no name", word.Partner);
            return;
        }

        var kept = await db.Database.ExecuteSqlAsync(
            $"""
            insert into deliveries (member_id, session_id, kind, version)
            select id, {word.SessionId}, {word.Kind}, {word.Version} from members where id = {word.MemberId} and partner = {word.Partner}
            on conflict (member_id, session_id, kind) do update set version = greatest(deliveries.version, excluded.version)
            """,
            context.CancellationToken
        );
        if (kept == 0)
        {
            logger.LogWarning(
                "Ignored a delivery from {Partner} in {MessageId}: not a member of this partner",
                word.Partner,
                context.MessageId
            );
        }
    }
}
