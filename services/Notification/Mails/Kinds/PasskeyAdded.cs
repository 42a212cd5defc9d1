using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>Somebody who was signed in as the member has added a passkey.</summary>
public sealed class PasskeyAdded() : MailKind(Kind)
{
    public const string Kind = "passkey-added";

    public override Letter Write(MailFacts facts) =>
        new Letter("Ein neuer Passkey für Ihre Anmeldung", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                $"für Ihre Anmeldung bei den Stadtgesprächen wurde am {GermanTime.DayAndTime(facts.Mail.CreatedAt)} ein "
                    + "Passkey angelegt. Waren Sie das selbst? Dann ist nichts zu tun."
            )
            .Paragraph(
                "Waren Sie es nicht? Dann melden Sie sich bitte gleich an, entfernen Sie den Passkey unter „Mein "
                    + "Bereich“, „Passkeys“, und sagen Sie der Ansprechperson Ihrer Kommune Bescheid."
            );
}
