using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Tells a member what became of an impulse that the member offers. What it says stays at the hub, so the mail leads to
/// its page there (<see cref="Mail.SessionId"/> is the impulse).
/// </summary>
public abstract class ImpulseMail(string name, PersonalLinks links) : MailKind(name)
{
    protected abstract string Subject { get; }

    protected abstract string Says { get; }

    protected abstract string Label { get; }

    public sealed override Letter Write(MailFacts facts) =>
        new Letter(Subject, SharedSentences.Greeting(facts.Member!))
            .Paragraph(Says)
            .Action(Label, $"{links.Portal}/mein-bereich/impulse/{facts.Mail.SessionId}");
}
