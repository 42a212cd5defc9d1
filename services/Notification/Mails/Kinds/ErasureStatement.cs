using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// What was erased, before the address goes as well: the last mail to the person. Its own fact: the
/// <see cref="CityErasure"/>.
/// </summary>
public sealed class ErasureStatement() : MailKind(Kind)
{
    public const string Kind = "erasure-statement";

    public override bool GoesOutAfterRemoval => true;

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) => await db.Erasures.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.SessionId, cancellationToken);

    public override Letter Write(MailFacts facts)
    {
        var erasure = facts.Own as CityErasure;
        var onRequest = erasure?.Cause != ErasureCause.MandateEnded;
        return new Letter("Ihre Daten bei den Stadtgesprächen sind gelöscht", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                onRequest
                    ? "Sie haben die Löschung Ihrer Daten verlangt. In der Zentrale ist sie abgeschlossen:"
                    : "Ihr Mandat ist beendet, und die Frist für die Aufbewahrung Ihrer Daten ist abgelaufen. In "
                        + "der Zentrale sind sie gelöscht:"
            )
            .Facts((erasure?.Done ?? []).Select(part => new Fact(Owner(part.Owner), Rows(part.Counts.Values.Sum()))))
            .Paragraph(
                "Veröffentlichte Beiträge bleiben bestehen, aber unter dem Namen Ihrer Kommune. Teilnahmen "
                    + "zählen nur noch als Zahl."
            )
            .Paragraph(
                "Nach dieser E-Mail löscht auch Ihre Kommune Ihre Angaben für die Stadtgespräche, zuletzt diese "
                    + "E-Mail-Adresse. "
                    + (
                        onRequest
                            ? "Ein Sperrvermerk ohne lesbare Angaben verhindert, dass Sie mit der nächsten "
                                + "Mitgliederliste wieder aufgenommen werden."
                            : ""
                    )
                    + " Dies ist die letzte E-Mail der Stadtgespräche an Sie."
            )
            .Paragraph(
                onRequest
                    ? "Möchten Sie später wieder teilnehmen, wenden Sie sich bitte an Ihre Kommune."
                    : "Mit einem neuen Mandat nimmt Ihre Kommune Sie wieder auf."
            );
    }

    private static string Owner(string owner) =>
        owner switch
        {
            "registration" => "Anmeldung, Plätze und Teilnahme",
            "scheduling" => "Sitzungen und Programm",
            "knowledge" => "Wissen und Beiträge",
            _ => owner,
        };

    private static string Rows(int rows) =>
        rows switch
        {
            0 => "nichts gespeichert",
            1 => "1 Eintrag gelöscht oder anonymisiert",
            _ => $"{rows} Einträge gelöscht oder anonymisiert",
        };
}
