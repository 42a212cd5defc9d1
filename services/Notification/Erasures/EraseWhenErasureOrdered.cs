using MassTransit;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Erasures;

/// <summary>
/// All other parts are done. From now on nothing about the member is taken in, and nothing but the final statement is
/// mailed; when that is out, <see cref="FinishErasures"/> erases. Whom this city does not know is answered at once, and
/// a repeated order is answered with what was done. Ordered again after a restored backup brought the member back, it
/// erases at once and mails nothing.
/// </summary>
public sealed class EraseWhenErasureOrdered(
    NotificationDbContext db,
    Tombstones tombstones,
    IOptions<Partner> partner,
    TimeProvider time
) : IConsumer<ErasureOrdered>
{
    public async Task Consume(ConsumeContext<ErasureOrdered> context)
    {
        var (order, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        await db.LockPersonAsync(order.MemberId, cancellationToken);
        var erasure = await db.Erasures.FindAsync([order.ErasureId], cancellationToken);
        if (erasure is { CompletedAt: not null })
        {
            db.SendToHub(partner.Value.Key, new MemberErased(partner.Value.Key, erasure.Id, erasure.Counts));
        }

        if (erasure is { CompletedAt: not null } || (erasure is not null && order.Again is not true))
        {
            return;
        }

        if (erasure is null)
        {
            erasure = new CityErasure
            {
                Id = order.ErasureId,
                MemberId = order.MemberId,
                Cause = order.Cause,
                OrderedAt = now,
                Done = order.Done,
            };
            db.Add(erasure);
        }

        await db.MarkErasedAsync(order.MemberId, now, cancellationToken);
        var member = await db.LockMemberAsync(order.MemberId, cancellationToken);
        if (member is not null && order.Cause == ErasureCause.Requested)
        {
            await tombstones.PlaceAsync(db, member, now, cancellationToken);
        }

        if (member?.Email is null || order.Again is true)
        {
            await FinishErasures.EraseAsync(db, erasure, partner.Value.Key, now, cancellationToken);
            return;
        }

        member.State = MemberState.Departed;
        db.Add(Mail.Of(ErasureStatement.Kind, member.Id, erasure.Id, now));
    }
}
