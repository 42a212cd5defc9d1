using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// All that the city stores about the member, on request, also after the mandate's end. Its own fact: that as JSON.
/// </summary>
public sealed class DataExport() : MailKind(Kind)
{
    public const string Kind = "data-export";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public override bool GoesOutAfterRemoval => true;

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    )
    {
        var tables = await PersonalDataExport.ExportAsync(db, mail.MemberId, cancellationToken);
        if (await RequestsOfMember.ExportAsync(db, mail.MemberId, cancellationToken) is { } requests)
        {
            tables = [.. tables, requests];
        }

        return JsonSerializer.Serialize(new { service = "notification", tables }, Json);
    }

    public override Letter Write(MailFacts facts) =>
        new Letter("Ihre Daten bei den Stadtgesprächen", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                "Sie haben um Auskunft über Ihre Daten gebeten. Im Anhang finden Sie, was Ihre Kommune für die "
                    + "Stadtgespräche über Sie gespeichert hat, "
                    + "jeweils mit Zweck und Dauer der Speicherung."
            )
            .Paragraph(
                "Die Angaben der Zentrale (Plätze, Teilnahme, Beiträge) haben Sie im Portal unter „Meine Daten“ "
                    + "selbst abgerufen. "
                    + "Ihre E-Mail-Adresse kennt nur Ihre Kommune; deshalb kommt dieser Teil von hier."
            )
            .Paragraph(
                "Stimmt etwas nicht? Im Portal unter „Meine Daten“ können Sie Ihrer Kommune schreiben, was "
                    + "falsch ist und wie es richtig ist."
            )
            .Paragraph(
                "Haben Sie nicht um Auskunft gebeten? Dann antworten Sie bitte auf diese E-Mail, damit wir "
                    + "nachsehen, wer sich für Sie angemeldet hat."
            )
            .Attach("meine-daten.json", (string)facts.Own!);
}
