using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Impulses;

/// <summary>
/// Queues one mail to each member in office when a call is first heard of, unless it is closed; changes are only kept.
/// The hub's own people write the calls and are not asked; there the reminders of invited speakers move with the last day.
/// </summary>
public sealed class TellMembersWhenCallOpened(NotificationDbContext db, IOptions<Partner> partner, TimeProvider time)
    : IConsumer<CallOpened>
{
    public async Task Consume(ConsumeContext<CallOpened> context)
    {
        var (fact, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        await db.LockForPlanningAsync(cancellationToken);
        await db.LockCallAsync(fact.CallId, cancellationToken);
        var call = await db.ImpulseCalls.FindAsync([fact.CallId], cancellationToken);
        var isNew = call is null;
        call ??= db.Add(new ImpulseCall { Id = fact.CallId }).Entity;
        if (call.Version >= fact.Version)
        {
            return;
        }

        (call.Version, call.Title, call.ClosesAt) = (fact.Version, fact.Title, fact.ClosesAt.ToUniversalTime());
        if (partner.Value.Key == PersonalLink.Hub)
        {
            await MoveRemindersAsync(call, cancellationToken);
        }
        else if (isNew && call.ClosesAt > now)
        {
            await MailToMembers.QueueAsync(db, CallOpen.Kind, fact.CallId, now, time.Today(), cancellationToken);
        }
    }

    private async Task MoveRemindersAsync(ImpulseCall call, CancellationToken cancellationToken)
    {
        foreach (
            var speaker in await db
                .InvitedSpeakers.AsNoTracking()
                .Where(speaker => speaker.CallId == call.Id && speaker.HandedInAt == null)
                .ToListAsync(cancellationToken)
        )
        {
            var due = InvitedSpeaker.ReminderAt(speaker.InvitedAt, call.ClosesAt);
            await db
                .Mails.Where(mail =>
                    mail.MemberId == speaker.Id && mail.Kind == SpeakerReminder.Kind && mail.Status == MailStatus.Queued
                )
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Due, due), cancellationToken);
        }
    }
}
