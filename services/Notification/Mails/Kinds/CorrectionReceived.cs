using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>The city's people have what the member wants corrected.</summary>
public sealed class CorrectionReceived(IOptions<Partner> partner) : MailKind(Kind)
{
    public const string Kind = "correction-received";

    public override bool GoesOutAfterRemoval => true;

    public override Letter Write(MailFacts facts) =>
        new Letter("Ihre Berichtigung ist angekommen", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                "was Sie im Portal der Stadtgespräche berichtigt haben möchten, liegt jetzt bei der zuständigen "
                    + $"Stelle ({partner.Value.Name})."
            )
            .Paragraph(
                "Sie prüft es und trägt es ein; dafür hat sie höchstens einen Monat Zeit. Eine Berichtigung gilt "
                    + "wenige Minuten nach dem Eintrag auch im Portal."
            )
            .Paragraph(
                "Haben Sie nichts berichtigen wollen? Dann antworten Sie bitte auf diese E-Mail, damit wir "
                    + "nachsehen, wer sich für Sie angemeldet hat."
            );
}
