using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Impulses;

/// <summary>
/// Keeps where an invited speaker can be reached and queues the invitation and its reminder, once. Silent towards the
/// hub for one that is known or withdrawn, and for an address that had <see cref="MostPerDay"/> within a day. A speaker
/// whose impulse was heard of before gets what could not be sent so far.
/// </summary>
public sealed class MailWhenSpeakerContactGiven(
    NotificationDbContext db,
    AddressKeys keys,
    IOptions<Partner> partner,
    TimeProvider time,
    ILogger<MailWhenSpeakerContactGiven> log
) : IConsumer<SpeakerContactGiven>
{
    public const int MostPerDay = 10;

    public async Task Consume(ConsumeContext<SpeakerContactGiven> context)
    {
        var (given, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        if (partner.Value.Key != PersonalLink.Hub)
        {
            return;
        }

        // Before the speaker: a call that is changed at once moves this reminder too.
        var call = given.CallId is { } callId ? await CallAsync(callId, cancellationToken) : null;
        var known = await db.LockSpeakerAsync(given.ImpulseId, cancellationToken);
        if (known is { Address: not null } or { IsWithdrawn: true })
        {
            return;
        }

        if (SealedContact.Open(keys, given.SealedContact) is not var (name, address))
        {
            log.LogWarning(
                "The contact of the speaker of impulse {Impulse} is sealed for no key of this deployment",
                given.ImpulseId
            );
            return;
        }

        if (await HadManyAsync(address, now, cancellationToken))
        {
            log.LogWarning(
                "The speaker of impulse {Impulse} is not invited: too many invitations to the same address today",
                given.ImpulseId
            );
            return;
        }

        var speaker = known ?? db.Add(new InvitedSpeaker { Id = given.ImpulseId }).Entity;
        speaker.Invite(name, address, given.CallId, now);
        if (speaker.IsSilent)
        {
            var reminder = Mail.Of(SpeakerReminder.Kind, speaker.Id, speaker.Id, now);
            reminder.Due = InvitedSpeaker.ReminderAt(now, call?.ClosesAt);
            db.AddRange(Mail.Of(SpeakerInvitation.Kind, speaker.Id, speaker.Id, now), reminder);
        }

        await db
            .Mails.Where(mail =>
                mail.MemberId == speaker.Id && mail.Status == MailStatus.Dropped && mail.Reason == "no-address"
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(mail => mail.Status, MailStatus.Queued)
                        .SetProperty(mail => mail.Due, now)
                        .SetProperty(mail => mail.Reason, (string?)null)
                        .SetProperty(mail => mail.FinishedAt, (DateTimeOffset?)null),
                cancellationToken
            );
    }

    private async Task<ImpulseCall?> CallAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.LockCallAsync(id, cancellationToken);
        return await db.ImpulseCalls.FindAsync([id], cancellationToken);
    }

    private async Task<bool> HadManyAsync(string address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({$"speaker at {address}"}, 0))",
            cancellationToken
        );
        var dayAgo = now.AddDays(-1);
        return await db.InvitedSpeakers.CountAsync(
                other => other.Address == address && other.InvitedAt > dayAgo,
                cancellationToken
            ) >= MostPerDay;
    }
}
