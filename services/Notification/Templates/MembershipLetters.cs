using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>
/// The German letters about a request to be enrolled: to whoever asked, and to the city's people that some wait.
/// </summary>
public sealed class MembershipLetters(PersonalLinks links, IOptions<Partner> partner, TimeProvider time)
{
    public Letter For(MailFacts facts) =>
        facts.Mail.Kind switch
        {
            MailKinds.MembershipConfirmed => Confirmed(facts.Member!),
            MailKinds.MembershipRefused => Refused(facts.Member!, facts.Answer?.Reason ?? ""),
            MailKinds.MembershipExpired => Expired(facts.Member!),
            _ => Waiting(facts.Answer!.Waiting),
        };

    private Letter Confirmed(Member member)
    {
        var letter = new Letter("Sie sind bei den Stadtgesprächen aufgenommen", Letters.Greeting(member)).Paragraph(
            $"Ihr Mandat ist bestätigt: {partner.Value.Name} hat Sie bei den Stadtgesprächen aufgenommen. "
                + "Zu den kommenden Sitzungen laden wir Sie per E-Mail ein."
        );
        return (
            member.MandateFrom > time.Today()
                ? letter.Paragraph(
                    $"Ihr Mandat beginnt am {German.Day(member.MandateFrom.Value)}. Ab diesem Tag können Sie sich anmelden; ein Passwort brauchen Sie nicht."
                )
                : letter.Paragraph("Ab jetzt können Sie sich anmelden; ein Passwort brauchen Sie nicht.")
        )
            .Action("Zu Ihrem Bereich", $"{links.Portal}/mein-bereich")
            .Paragraph("Haben Sie das nicht beantragt? Dann antworten Sie bitte auf diese E-Mail.");
    }

    private Letter Refused(Member member, string reason) =>
        new Letter("Ihr Antrag bei den Stadtgesprächen", Letters.Greeting(member))
            .Paragraph(
                $"Sie haben im Portal der Stadtgespräche um Aufnahme als Ratsmitglied gebeten. {partner.Value.Name} konnte das nicht bestätigen."
            )
            .Heading("Begründung")
            .Paragraph(reason)
            .Paragraph(WhomToAsk() + " Ihre Angaben werden nach 90 Tagen gelöscht.")
            .Paragraph(
                "Haben Sie nichts beantragt? Dann hat jemand Ihre Adresse eingetragen; Sie brauchen nichts zu tun."
            );

    private Letter Expired(Member member) =>
        new Letter("Ihr Antrag bei den Stadtgesprächen ist abgelaufen", Letters.Greeting(member))
            .Paragraph(
                $"Ihr Antrag auf Aufnahme bei den Stadtgesprächen ist 90 Tage lang nicht beantwortet worden. Das tut uns leid. {partner.Value.Name} löscht Ihre Angaben jetzt."
            )
            .Paragraph(
                $"Wenn Sie weiterhin teilnehmen möchten, stellen Sie den Antrag bitte noch einmal. {WhomToAsk()}"
            );

    private static Letter Waiting(int open) =>
        new Letter("Stadtgespräche: Ein Antrag wartet", "Guten Tag,")
            .Paragraph(
                open == 1
                    ? "im Portal der Stadtgespräche hat sich jemand als Mitglied Ihres Rates gemeldet und wartet auf Ihre Antwort."
                    : $"im Portal der Stadtgespräche haben sich {open} Personen als Mitglieder Ihres Rates gemeldet und warten auf Ihre Antwort."
            )
            .Paragraph(
                "Bitte öffnen Sie auf den Seiten Ihres Dienstes „Anträge“ und bestätigen Sie das Mandat oder lehnen Sie mit einer Begründung ab. "
                    + "Unbeantwortete Anträge werden nach 90 Tagen gelöscht. Solange etwas wartet, erinnern wir Sie jede Woche."
            );

    private string WhomToAsk() =>
        partner.Value.ContactMailbox is { } contact
            ? $"Fragen beantwortet {contact.Address}."
            : "Bei Fragen wenden Sie sich bitte an Ihre Kommune; die Anschrift steht am Ende dieser E-Mail.";
}
