using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>Somebody who was signed in as the member has removed a passkey.</summary>
public sealed class PasskeyRemoved() : MailKind(Kind)
{
    public const string Kind = "passkey-removed";

    public override Letter Write(MailFacts facts) =>
        new Letter("Ein Passkey für Ihre Anmeldung wurde entfernt", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                "von Ihrer Anmeldung bei den Stadtgesprächen wurde am "
                    + $"{GermanTime.DayAndTime(facts.Mail.CreatedAt)} ein Passkey entfernt. Andere Geräte, die mit einem "
                    + "Passkey angemeldet waren, sind abgemeldet. Waren Sie das selbst? Dann ist nichts zu tun."
            )
            .Paragraph(
                "Waren Sie es nicht? Dann melden Sie sich bitte gleich an, sehen Sie unter „Mein Bereich“, „Passkeys“ nach, "
                    + "und sagen Sie der Ansprechperson Ihrer Kommune Bescheid."
            );
}
