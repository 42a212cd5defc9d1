using MassTransit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Attendance;

/// <summary>Keeps who was there; when the recap is out already, it is mailed now.</summary>
public sealed class KeepWhenAttendanceRecorded(NotificationDbContext db, PlanMails plan) : IConsumer<AttendanceRecorded>
{
    public async Task Consume(ConsumeContext<AttendanceRecorded> context)
    {
        var (fact, cancellationToken) = (context.Message, context.CancellationToken);
        await db.CountResentAsync(fact.Resend, Owners.Registration, cancellationToken);
        if (await db.LockPersonAsync(fact.MemberId, cancellationToken))
        {
            return;
        }

        var attendee = await db.LockAttendeeAsync(fact.MemberId, fact.SessionId, cancellationToken);
        if (attendee is null)
        {
            attendee = new Attendee { MemberId = fact.MemberId, SessionId = fact.SessionId };
            db.Add(attendee);
        }

        if (fact.Version > attendee.Version)
        {
            (attendee.Version, attendee.Attended) = (fact.Version, fact.Attended);
        }

        await db.SaveChangesAsync(cancellationToken);
        await plan.ForSeatAsync(db, fact.MemberId, fact.SessionId, cancellationToken);
    }
}
