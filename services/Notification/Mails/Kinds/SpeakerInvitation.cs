using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>An organiser invites somebody without an account to hand in an impulse.</summary>
public sealed class SpeakerInvitation(PersonalLinks links) : SpeakerMail(Kind)
{
    public const string Kind = "speaker-invited";

    public override Letter Write(MailFacts facts)
    {
        var (speaker, call, _) = (InvitationFacts)facts.Own!;
        return new Letter("Einladung: Ihr Impuls für die Stadtgespräche", SharedSentences.Greeting(speaker.Name ?? ""))
            .Paragraph(
                "die Organisation der Stadtgespräche lädt Sie ein, einen kurzen Impuls einzureichen: einen Bericht von höchstens "
                    + "etwa 15 Minuten aus einem eigenen Projekt. In den Stadtgesprächen tauschen sich Ratsmitglieder mehrerer "
                    + "Städte und Regionen über digitale Vorhaben aus."
            )
            .Facts(Facts(call))
            .Heading("So geht es")
            .Paragraph(
                "Öffnen Sie Ihre Seite, schreiben Sie in Ruhe auf, worum es geht, und reichen Sie den Impuls dann ein. Sie "
                    + "können zwischendurch speichern und später weiterschreiben. Ein Konto brauchen Sie nicht."
            )
            .Action("Meine Seite öffnen", links.Speaker(speaker.Id))
            .Paragraph(SharedSentences.LinkIsYours)
            .Heading("Wenn Sie nicht möchten")
            .Paragraph(
                "Auf der Seite gibt es die Schaltfläche „Einladung ablehnen“. Ihre Adresse wird dann gelöscht. Angegeben hat sie "
                    + "die Organisation der Stadtgespräche; sie dient nur dazu, Ihnen zu diesem Impuls zu schreiben."
            )
            .Link("Datenschutz", links.Privacy);
    }
}
