using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// A member whose mandate ended acts no more; the seats at coming sessions go to those who wait. What was attended stays. The end of a
/// member whom we never saw is remembered; another partner's member is refused and logged.
/// </summary>
public sealed class ReleaseSeatsWhenMandateEnded(RegistrationDbContext db, TimeProvider time, ILogger<ReleaseSeatsWhenMandateEnded> logger)
    : IConsumer<MandateEnded>
{
    public async Task Consume(ConsumeContext<MandateEnded> context)
    {
        var word = context.Message;
        // Sessions before the member, as a booking does it; and all of them, or a booking under way would slip in behind.
        var sessions = await db.LockComingSessionsAsync(time.GetUtcNow(), context.CancellationToken);
        if (await db.LockMemberAsync(word.Partner, word.MemberId, context.CancellationToken) is not { } member)
        {
            logger.LogWarning("Refused a mandate's end in {MessageId}: not a member of {Partner}", context.MessageId, word.Partner);
            return;
        }

        if (member.Version >= word.Version)
            return;
        (member.Version, member.Departed, member.DepartedAt) = (word.Version, true, time.GetUtcNow());
        db.SendToPartner(word.Partner, new MemberDeparted(word.Partner, member.Id, member.Version));
        foreach (var session in sessions)
            await ReleaseAsync(session, member.Id, context.CancellationToken);
    }

    private async Task ReleaseAsync(Session session, Guid memberId, CancellationToken cancellation)
    {
        var seats = await db.Seats
            .Where(seat => seat.SessionId == session.Id && (seat.MemberId == memberId || seat.WaitingFor != null))
            .ToListAsync(cancellation);
        if (seats.SingleOrDefault(seat => seat.MemberId == memberId) is not { IsReleased: false } own)
            return;
        var seating = new Seating(session, seats);
        seating.Release(own, SeatCause.MandateEnded);
        db.TellPartners(session, seating);
    }
}
