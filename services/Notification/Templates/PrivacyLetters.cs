using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>The German letters about a member's own data.</summary>
internal static class PrivacyLetters
{
    public static Letter Export(Member member) =>
        new Letter("Ihre Daten bei den Stadtgesprächen", Letters.Greeting(member))
            .Paragraph(
                "Sie haben um Auskunft über Ihre Daten gebeten. Im Anhang finden Sie, was Ihre Kommune für die Stadtgespräche über Sie gespeichert hat, "
                    + "jeweils mit Zweck und Dauer der Speicherung."
            )
            .Paragraph(
                "Die Angaben der Zentrale (Plätze, Teilnahme, Beiträge) haben Sie im Portal unter „Meine Daten“ selbst abgerufen. "
                    + "Ihre E-Mail-Adresse kennt nur Ihre Kommune; deshalb kommt dieser Teil von hier."
            )
            .Paragraph(
                "Stimmt etwas nicht? Im Portal unter „Meine Daten“ können Sie Ihrer Kommune schreiben, was falsch ist und wie es richtig ist."
            )
            .Paragraph(
                "Haben Sie nicht um Auskunft gebeten? Dann antworten Sie bitte auf diese E-Mail, damit wir nachsehen, wer sich für Sie angemeldet hat."
            );

    public static Letter Statement(Member member, IReadOnlyList<ErasedPart> erased, bool onRequest) =>
        new Letter("Ihre Daten bei den Stadtgesprächen sind gelöscht", Letters.Greeting(member))
            .Paragraph(
                onRequest
                    ? "Sie haben die Löschung Ihrer Daten verlangt. In der Zentrale ist sie abgeschlossen:"
                    : "Ihr Mandat ist beendet, und die Frist für die Aufbewahrung Ihrer Daten ist abgelaufen. In der Zentrale sind sie gelöscht:"
            )
            .Facts(erased.Select(part => new Fact(Name(part.Owner), Words(part.Counts.Values.Sum()))))
            .Paragraph(
                "Veröffentlichte Beiträge bleiben bestehen, aber unter dem Namen Ihrer Kommune. Teilnahmen zählen nur noch als Zahl."
            )
            .Paragraph(
                "Nach dieser E-Mail löscht auch Ihre Kommune Ihre Angaben für die Stadtgespräche, zuletzt diese E-Mail-Adresse. "
                    + (
                        onRequest
                            ? "Ein Sperrvermerk ohne lesbare Angaben verhindert, dass Sie mit der nächsten Mitgliederliste wieder aufgenommen werden."
                            : ""
                    )
                    + " Dies ist die letzte E-Mail der Stadtgespräche an Sie."
            )
            .Paragraph(
                onRequest
                    ? "Möchten Sie später wieder teilnehmen, wenden Sie sich bitte an Ihre Kommune."
                    : "Mit einem neuen Mandat nimmt Ihre Kommune Sie wieder auf."
            );

    private static string Name(string owner) =>
        owner switch
        {
            "registration" => "Anmeldung, Plätze und Teilnahme",
            "scheduling" => "Sitzungen und Programm",
            "knowledge" => "Wissen und Beiträge",
            _ => owner,
        };

    private static string Words(int rows) =>
        rows switch
        {
            0 => "nichts gespeichert",
            1 => "1 Eintrag gelöscht oder anonymisiert",
            _ => $"{rows} Einträge gelöscht oder anonymisiert",
        };
}
