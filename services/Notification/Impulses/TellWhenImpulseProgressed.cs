using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Impulses;

/// <summary>
/// Queues one mail about each step of an impulse, to the member who offers it, or at the hub to the speaker who was
/// invited without an account. Silent for whom this city does not know, and for a step that this release does not know.
/// A speaker who takes it back is forgotten at once.
/// </summary>
public sealed class TellWhenImpulseProgressed(NotificationDbContext db, IOptions<Partner> partner, TimeProvider time)
    : IConsumer<ImpulseProgressed>
{
    public async Task Consume(ConsumeContext<ImpulseProgressed> context)
    {
        var (step, cancellationToken) = (context.Message, context.CancellationToken);
        var ofSpeaker = step.MemberId == step.ImpulseId && partner.Value.Key == PersonalLink.Hub;
        if (
            !(
                ofSpeaker
                    ? await HearOfSpeakerAsync(step, cancellationToken)
                    : await HasMemberAsync(step, cancellationToken)
            )
            || KindOf(step.Progress) is not { } kind
            || await db.Mails.AnyAsync(
                mail =>
                    mail.MemberId == step.MemberId
                    && mail.SessionId == step.ImpulseId
                    && mail.Kind == kind
                    && mail.Version == step.Version,
                cancellationToken
            )
        )
        {
            return;
        }

        var mail = Mail.Of(kind, step.MemberId, step.ImpulseId, time.GetUtcNow());
        mail.Version = step.Version;
        db.Add(mail);
    }

    private async Task<bool> HasMemberAsync(ImpulseProgressed step, CancellationToken cancellationToken) =>
        !await db.LockPersonAsync(step.MemberId, cancellationToken)
        && await db.LockMemberAsync(step.MemberId, cancellationToken) is { Email: not null };

    /// <summary>False: nothing is to be told any more.</summary>
    private async Task<bool> HearOfSpeakerAsync(ImpulseProgressed step, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var speaker =
            await db.LockSpeakerAsync(step.ImpulseId, cancellationToken)
            ?? db.Add(new InvitedSpeaker { Id = step.ImpulseId, InvitedAt = now }).Entity;
        if (speaker.IsWithdrawn)
        {
            return false;
        }

        if (step.Progress != ImpulseProgress.Withdrawn)
        {
            speaker.HandIn(now);
            return true;
        }

        speaker.Withdraw(now);
        await db
            .Mails.Where(mail => mail.MemberId == speaker.Id && mail.Status == MailStatus.Queued)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(mail => mail.Status, MailStatus.Dropped)
                        .SetProperty(mail => mail.Reason, "impulse-withdrawn")
                        .SetProperty(mail => mail.FinishedAt, now),
                cancellationToken
            );
        return false;
    }

    private static string? KindOf(ImpulseProgress progress) =>
        progress switch
        {
            ImpulseProgress.HandedIn => ImpulseHandedIn.Kind,
            ImpulseProgress.Questioned => ImpulseQuestioned.Kind,
            ImpulseProgress.Accepted => ImpulseAccepted.Kind,
            ImpulseProgress.Rejected => ImpulseRejected.Kind,
            _ => null,
        };
}
