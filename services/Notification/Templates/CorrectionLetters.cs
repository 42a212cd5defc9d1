using System.Text.Json;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>
/// The German letters about what a member wants corrected: to the city's people, and to the member about what became of
/// it.
/// </summary>
public sealed class CorrectionLetters(AddressKeys keys, IOptions<Partner> partner)
{
    private sealed record Text(string Wrong, string Right);

    public Letter For(MailFacts facts) =>
        facts.Mail.Kind switch
        {
            MailKinds.Correction => ToCity(facts.Member!, Read(facts.Answer!.SealedCorrection!)),
            MailKinds.CorrectionReceived => new Letter(
                "Ihre Berichtigung ist angekommen",
                Letters.Greeting(facts.Member!)
            )
                .Paragraph(
                    $"was Sie im Portal der Stadtgespräche berichtigt haben möchten, liegt jetzt bei der zuständigen Stelle ({partner.Value.Name})."
                )
                .Paragraph(
                    "Sie prüft es und trägt es ein; dafür hat sie höchstens einen Monat Zeit. Eine Berichtigung gilt wenige Minuten nach dem Eintrag auch im Portal."
                )
                .Paragraph(
                    "Haben Sie nichts berichtigen wollen? Dann antworten Sie bitte auf diese E-Mail, damit wir nachsehen, wer sich für Sie angemeldet hat."
                ),
            _ => new Letter("Ihre Berichtigung konnte nicht übergeben werden", Letters.Greeting(facts.Member!))
                .Paragraph(
                    "was Sie im Portal der Stadtgespräche berichtigt haben möchten, ist bei niemandem angekommen: "
                        + $"Für {partner.Value.Name} ist keine zuständige Stelle eingetragen, oder sie war nicht zu erreichen. Ihr Text ist gelöscht."
                )
                .Paragraph(
                    "Bitte wenden Sie sich unmittelbar an Ihre Kommune; die Anschrift steht am Ende dieser E-Mail."
                ),
        };

    private static Letter ToCity(Member member, Text text) =>
        new Letter("Stadtgespräche: ein Mitglied bittet um Berichtigung", "Guten Tag,")
            .Paragraph(
                "ein Mitglied Ihres Rates hat im Portal der Stadtgespräche gemeldet, dass eine Angabe nicht stimmt, die Ihre Kommune führt."
            )
            .Facts(Facts(member))
            .Heading("Was nicht stimmt")
            .Paragraph(text.Wrong)
            .Heading("Wie es richtig ist")
            .Paragraph(text.Right)
            .Paragraph(
                "Bitte prüfen Sie das, berichtigen Sie Ihre Mitgliederliste und importieren Sie sie noch einmal. Mit „Antworten“ schreiben Sie dem Mitglied. "
                    + "Es hat ein Recht darauf, innerhalb eines Monats zu erfahren, was geschehen ist (Art. 12 und 16 DSGVO)."
            );

    private static IEnumerable<Fact> Facts(Member member)
    {
        yield return new("Name", member.DisplayName);
        if (member.Reference is { } reference)
        {
            yield return new("Kennung", reference);
        }

        yield return new("E-Mail", member.Email!);
        if (member.MandateFrom is { } from)
        {
            yield return new(
                "Mandat ab",
                from.ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture)
            );
        }

        if (member.MandateUntil is { } until)
        {
            yield return new(
                "Mandat bis",
                until.ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }

    private Text Read(string seal) =>
        JsonSerializer.Deserialize<Text>(keys.OpenText(seal)!, JsonSerializerOptions.Web)!;
}
