using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// An invited speaker has handed in nothing yet and is reminded once
/// (<see cref="Impulses.InvitedSpeaker.ReminderAt"/>).
/// </summary>
public sealed class SpeakerReminder(PersonalLinks links) : SpeakerMail(Kind)
{
    public const string Kind = "speaker-reminder";

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        base.WhyNot(facts, time) ?? (facts.Own is InvitationFacts { InvitationWaits: true } ? "not-invited-yet" : null);

    public override Letter Write(MailFacts facts)
    {
        var (speaker, call, _) = (InvitationFacts)facts.Own!;
        return new Letter("Erinnerung: Ihr Impuls für die Stadtgespräche", SharedSentences.Greeting(speaker.Name ?? ""))
            .Paragraph(
                "die Organisation der Stadtgespräche hat Sie eingeladen, einen kurzen Impuls einzureichen. Bisher ist keiner von "
                    + "Ihnen eingegangen."
            )
            .Facts(Facts(call))
            .Paragraph(
                "Ihre Seite zeigt Ihnen, was noch fehlt und bis wann Sie einreichen können. Was Sie dort schon gespeichert haben, "
                    + "steht noch da."
            )
            .Action("Weiterschreiben und einreichen", links.Speaker(speaker.Id))
            .Paragraph(SharedSentences.LinkIsYours)
            .Paragraph(
                "Möchten Sie nicht? Auf der Seite gibt es die Schaltfläche „Einladung ablehnen“; Ihre Adresse wird dann gelöscht. "
                    + "Wir erinnern Sie nur dieses eine Mal."
            );
    }
}
