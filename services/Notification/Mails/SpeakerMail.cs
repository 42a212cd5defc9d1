using Microsoft.EntityFrameworkCore;
using MimeKit;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Asks an invited speaker for an impulse, as long as none is handed in and the call is open. Its own fact:
/// <see cref="InvitationFacts"/>.
/// </summary>
public abstract class SpeakerMail(string name) : MailKind(name)
{
    public sealed override bool HasPersonalLink => true;

    protected sealed override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    )
    {
        var speaker = await db
            .InvitedSpeakers.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == mail.MemberId, cancellationToken);
        return speaker is null
            ? null
            : new InvitationFacts(
                speaker,
                await db
                    .ImpulseCalls.AsNoTracking()
                    .SingleOrDefaultAsync(call => call.Id == speaker.CallId, cancellationToken),
                await db.Mails.AnyAsync(
                    other =>
                        other.MemberId == speaker.Id
                        && other.Kind == SpeakerInvitation.Kind
                        && (other.Status == MailStatus.Queued || other.Status == MailStatus.Sending),
                    cancellationToken
                )
            );
    }

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        facts.Own is not InvitationFacts { Speaker: { Address: not null } speaker } own ? "no-address"
        : !speaker.IsSilent ? "answered"
        : own.Call?.ClosesAt <= time.GetUtcNow() ? "call-closed"
        : null;

    public sealed override MailboxAddress To(MailFacts facts) => ((InvitationFacts)facts.Own!).Speaker.ToMailbox();

    /// <summary>Empty: it is for no call, or for one that was not heard of yet.</summary>
    protected static IEnumerable<Fact> Facts(ImpulseCall? call)
    {
        if (call is not null)
        {
            yield return new("Aufruf", call.Title);
            yield return new("Einreichen bis", GermanTime.Day(call.ClosesAt.AddMinutes(-1)));
        }
    }
}

/// <summary><paramref name="InvitationWaits"/>: the invitation itself is not out yet.</summary>
public sealed record InvitationFacts(InvitedSpeaker Speaker, ImpulseCall? Call, bool InvitationWaits);
