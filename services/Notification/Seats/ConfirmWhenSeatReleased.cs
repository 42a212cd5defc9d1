using MassTransit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Seats;

/// <summary>
/// The member has neither seat nor waiting place any more: plans the mail that says so and withdraws the calendar
/// entry.
/// </summary>
public sealed class ConfirmWhenSeatReleased(NotificationDbContext db, PlanMails plan, TimeProvider time)
    : IConsumer<SeatReleased>
{
    public async Task Consume(ConsumeContext<SeatReleased> context)
    {
        var (fact, cancellationToken) = (context.Message, context.CancellationToken);
        await db.CountResentAsync(fact.Resend, Owners.Registration, cancellationToken);
        if (await db.LockPersonAsync(fact.MemberId, cancellationToken))
        {
            return;
        }

        if (fact.DeliveredVersion is { } delivered)
        {
            await db.MarkDeliveredAsync(
                fact.MemberId,
                fact.SessionId,
                SeatConfirmation.Kind,
                delivered,
                cancellationToken
            );
        }

        var seat = await db.LockSeatAsync(fact.MemberId, fact.SessionId, cancellationToken);
        if (seat is null)
        {
            seat = new Seat { MemberId = fact.MemberId, SessionId = fact.SessionId };
            db.Add(seat);
        }

        if (!seat.Take(fact, time.GetUtcNow()))
        {
            return;
        }

        await db.SaveChangesAsync(cancellationToken);
        await plan.ForSeatAsync(db, fact.MemberId, fact.SessionId, cancellationToken);
    }
}
