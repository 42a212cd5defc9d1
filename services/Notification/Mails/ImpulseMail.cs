using Microsoft.EntityFrameworkCore;
using MimeKit;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Tells a member, or an invited speaker without an account, what became of the own impulse. What it says stays at the
/// hub, so the mail leads to its page there (<see cref="Mail.SessionId"/> is the impulse). Its own fact:
/// <see cref="ImpulseFacts"/>.
/// </summary>
public abstract class ImpulseMail(string name, PersonalLinks links) : MailKind(name)
{
    /// <summary>Members sign in to see theirs, so only who mails speakers has to wait.</summary>
    public sealed override bool HasPersonalLink => links.AreForSpeakers;

    protected abstract string Subject { get; }

    protected abstract string Says { get; }

    protected abstract string Label { get; }

    /// <summary>
    /// Whether what it says is no news beside later steps, which were heard of first or together with it; theirs are
    /// the names of their mails, the newest first.
    /// </summary>
    protected virtual bool IsOvertaken(IReadOnlyList<string> laterSteps) =>
        laterSteps.Any(step => step is ImpulseAccepted.Kind or ImpulseRejected.Kind);

    protected sealed override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) =>
        new ImpulseFacts(
            await db
                .InvitedSpeakers.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == mail.MemberId, cancellationToken),
            await db
                .Mails.Where(later =>
                    later.MemberId == mail.MemberId && later.SessionId == mail.SessionId && later.Version > mail.Version
                )
                .OrderByDescending(later => later.Version)
                .Select(later => later.Kind)
                .ToListAsync(cancellationToken)
        );

    public sealed override string? WhyNot(MailFacts facts, TimeProvider time)
    {
        var own = (ImpulseFacts)facts.Own!;
        return (own.Speaker is { } speaker ? speaker.Address : facts.Member?.Email) is null ? "no-address"
            : IsOvertaken(own.LaterSteps) ? "newer-version"
            : null;
    }

    public sealed override MailboxAddress To(MailFacts facts) => Speaker(facts)?.ToMailbox() ?? base.To(facts);

    public sealed override Letter Write(MailFacts facts) =>
        Speaker(facts) is { } speaker
            ? new Letter(Subject, SharedSentences.Greeting(speaker.Name ?? ""))
                .Paragraph(Says)
                .Action(Label, links.Speaker(speaker.Id))
                .Paragraph(SharedSentences.LinkIsYours)
            : new Letter(Subject, SharedSentences.Greeting(facts.Member!))
                .Paragraph(Says)
                .Action(Label, $"{links.Portal}/mein-bereich/impulse/{facts.Mail.SessionId}");

    private static InvitedSpeaker? Speaker(MailFacts facts) => (facts.Own as ImpulseFacts)?.Speaker;
}

/// <summary><paramref name="Speaker"/>: null for a member's impulse.</summary>
public sealed record ImpulseFacts(InvitedSpeaker? Speaker, IReadOnlyList<string> LaterSteps);
