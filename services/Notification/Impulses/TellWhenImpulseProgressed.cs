using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Impulses;

/// <summary>
/// Queues one mail about each step of an impulse, to the member who offers it. Silent for whom this city does not know,
/// and for a step that this release does not know.
/// </summary>
public sealed class TellWhenImpulseProgressed(NotificationDbContext db, TimeProvider time)
    : IConsumer<ImpulseProgressed>
{
    public async Task Consume(ConsumeContext<ImpulseProgressed> context)
    {
        var (step, cancellationToken) = (context.Message, context.CancellationToken);
        if (
            KindOf(step.Progress) is not { } kind
            || await db.LockPersonAsync(step.MemberId, cancellationToken)
            || await db.LockMemberAsync(step.MemberId, cancellationToken) is not { Email: not null } member
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

        var mail = Mail.Of(kind, member.Id, step.ImpulseId, time.GetUtcNow());
        mail.Version = step.Version;
        db.Add(mail);
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
