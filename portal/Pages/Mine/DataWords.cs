using System.Text.Json;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Organiser;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>Stored values in words; what has no word keeps its technical name, so that nothing is left out.</summary>
public static class DataWords
{
    private static readonly Dictionary<string, string> Columns = new()
    {
        ["id"] = "Kennung",
        ["member_id"] = "Ihre Kennung",
        ["account_id"] = "Ihre Kennung",
        ["author_id"] = "Ihre Kennung",
        ["session_id"] = "Sitzung (Kennung)",
        ["display_name"] = "Name",
        ["author_name"] = "Name",
        ["partner"] = "Kommune",
        ["author_partner"] = "Kommune",
        ["partner_name"] = "Kommune",
        ["mandate_from"] = "Mandat seit",
        ["mandate_until"] = "Mandat bis",
        ["departed"] = "Mandat beendet",
        ["departed_at"] = "Mandat beendet am",
        ["form"] = "Platz",
        ["waiting_for"] = "Warteliste für",
        ["declined"] = "Abgesagt",
        ["cause"] = "Anlass",
        ["had_seat"] = "Hatte vorher einen Platz",
        ["question"] = "Ihre Frage",
        ["accessibility_needs"] = "Bedarf an Barrierefreiheit",
        ["attended"] = "Teilgenommen",
        ["title"] = "Titel",
        ["body"] = "Text",
        ["kind"] = "Art",
        ["state"] = "Stand",
        ["created_at"] = "Angelegt am",
        ["written_at"] = "Geschrieben am",
        ["published_at"] = "Veröffentlicht am",
        ["changed_at"] = "Geändert am",
        ["revoked_at"] = "Abgeschaltet am",
        ["kept_since"] = "Gespeichert seit",
        ["version"] = "Fassung",
        ["device"] = "Gerät",
        ["last_used_at"] = "Zuletzt genutzt",
        ["method"] = "Anmeldung mit",
        ["role"] = "Recht",
        ["name"] = "Bezeichnung",
        ["invited_elsewhere"] = "Einladung über ein anderes Mandat",
        ["linked_at"] = "Verbunden am",
        ["person_id"] = "Kennung der verbundenen Mandate",
        ["position"] = "Reihenfolge der Mandate",
        ["city"] = "Kommune gezeigt",
        ["faction"] = "Gezeigte Fraktion (von Ihnen angegeben)",
        ["topics"] = "Gezeigte Themen",
        ["topic_id"] = "Thema (Kennung)",
        ["round_id"] = "Runde des Themenbarometers (Kennung)",
        ["owner_id"] = "Ihre Kennung",
        ["impulse_id"] = "Impuls (Kennung)",
        ["invited_at"] = "eingeladen am",
        ["invited_name"] = "wer eingeladen wurde, in Worten der Organisation",
        ["call_id"] = "Aufruf (Kennung)",
        ["content"] = "Inhalt",
        ["content_version"] = "Fassung des Inhalts",
        ["taken_over"] = "Ins Programm übernommener Inhalt",
        ["handed_in_at"] = "Eingereicht am",
        ["rejected_because"] = "Begründung der Organisation",
        ["note"] = "Notiz der Organisation",
        ["from_organisers"] = "Von der Organisation geschrieben",
        ["text"] = "Text",
        ["proposed_by"] = "Ihre Kennung",
        ["proposed_by_partner"] = "Kommune",
        ["description"] = "Beschreibung",
        ["was_listed"] = "War auf der Liste",
        ["merged_into"] = "Aufgegangen in (Kennung)",
        ["retired_because"] = "Begründung der Organisation",
        ["changed_at"] = "Geändert am",
        ["ended"] = "Mandat beendet",
        ["told_version"] = "Anderen Diensten mitgeteilte Fassung",
        ["issuer"] = "Login der Stadt (Adresse)",
        ["subject"] = "Ihre Kennung beim Login der Stadt",
        ["connected_at"] = "Verbunden am",
        ["mail_sign_in_off"] = "Anmeldung per E-Mail abgeschaltet",
        ["booking_number"] = "Reihenfolge der Buchung",
        ["waiting_number"] = "Reihenfolge der Warteliste",
        ["was_form"] = "Platz, bevor er nicht mehr angeboten wurde",
        ["was_waiting_for"] = "Warteliste, bevor es sie nicht mehr gab",
        ["was_waiting_number"] = "Reihenfolge auf dieser Warteliste",
        ["returned_because"] = "Hinweise der Organisation",
        ["link_version"] = "Fassung Ihrer persönlichen Links",
        ["links_not_before"] = "Persönliche Links gelten erst ab",
        ["not_before"] = "Persönliche Links gelten erst ab",
        ["expires_at"] = "Gilt bis",
        ["code_hash"] = "Prüfsumme der Einladung",
        ["security_stamp"] = "Prüfwert Ihres Kontos",
        ["credential_id"] = "Kennung des Passkeys",
        ["public_key"] = "Öffentlicher Schlüssel des Passkeys",
        ["sign_count"] = "Zähler des Passkeys",
        ["transports"] = "Verbindung zum Passkey",
        ["user_verified"] = "Passkey mit Fingerabdruck, Gesicht oder PIN",
        ["backup_eligible"] = "Passkey kann auf andere Geräte mitgenommen werden",
        ["backed_up"] = "Passkey liegt auch auf anderen Geräten",
        ["application_id"] = "Kennung der Anwendung, in der Sie angemeldet sind",
        ["authorization_id"] = "Kennung der Anmeldung",
        ["concurrency_token"] = "Prüfwert der Zeile",
        ["creation_date"] = "Angelegt am",
        ["expiration_date"] = "Gilt bis",
        ["redemption_date"] = "Eingelöst am",
        ["properties"] = "Weitere Angaben der Anmeldung",
        ["status"] = "Stand",
        ["type"] = "Art",
        ["scopes"] = "Umfang der Anmeldung",
        ["at"] = "Wann",
        ["actor_id"] = "Ihre Kennung",
        ["via"] = "Auf welchem Weg",
        ["operation"] = "Was",
        ["outcome"] = "Ergebnis",
        ["target_kind"] = "Woran",
        ["target_id"] = "Woran (Kennung)",
    };

    // One word means the same in every table.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["OnSite"] = "vor Ort",
        ["Online"] = "online",
        ["Booked"] = "gebucht",
        ["Promoted"] = "nachgerückt",
        ["FormDropped"] = "Teilnahmeform fällt weg",
        ["FormRestored"] = "Teilnahmeform wird wieder angeboten",
        ["OnlineLinkChanged"] = "neuer Zugangslink",
        ["Cancelled"] = "abgesagt",
        ["Declined"] = "nimmt nicht teil",
        ["SessionCancelled"] = "Sitzung abgesagt",
        ["MandateEnded"] = "Mandat beendet",
        ["Recap"] = "Rückblick",
        ["Experience"] = "Erfahrung",
        ["GoodPractice"] = "Gutes Beispiel",
        ["Strategy"] = "Strategie",
        ["Proposed"] = "vorgeschlagen",
        ["Listed"] = "auf der Liste",
        ["Retired"] = "nicht auf der Liste",
        ["Merged"] = "in einem anderen Thema aufgegangen",
        ["Submitted"] = "eingereicht",
        ["Returned"] = "zurückgegeben",
        ["Published"] = "veröffentlicht",
        ["Withdrawn"] = "zurückgezogen",
        ["Draft"] = "Entwurf",
        ["HandedIn"] = "eingereicht",
        ["Questioned"] = "die Organisation hat eine Frage",
        ["Accepted"] = "angenommen",
        ["Rejected"] = "nicht angenommen",
        ["mail"] = "Link einer E-Mail",
        ["passkey"] = "Passkey",
        ["city"] = "Login der Stadt",
        ["session"] = "angemeldet",
        ["link"] = "Link einer E-Mail",
        ["command"] = "Befehl auf dem Server",
        ["done"] = "ausgeführt",
        ["refused"] = "verweigert",
        ["member"] = "Mitglied",
        ["coordinator"] = "Koordination",
        ["organiser"] = "Organisation",
        ["operator"] = "Betrieb",
    };

    // Texts of people are theirs; only these columns hold words of the platform.
    private static readonly HashSet<string> Coded =
    [
        "form",
        "waiting_for",
        "was_form",
        "was_waiting_for",
        "cause",
        "kind",
        "state",
        "method",
        "via",
        "outcome",
        "role",
    ];

    public static string Service(string service) =>
        service switch
        {
            "registration" => "Anmeldung, Plätze und Teilnahme",
            "knowledge" => "Wissen und Beiträge",
            "scheduling" => "Sitzungen und Programm",
            "notification" => "Ihre Kommune",
            _ => service,
        };

    public static IEnumerable<(string Name, string Value)> Of(JsonElement row) =>
        row.EnumerateObject()
            .Where(value => value.Value.ValueKind != JsonValueKind.Null)
            .Select(value => (Name(value.Name), Value(value.Name, value.Value)))
            .Where(pair => pair.Item2.Length > 0);

    public static string Name(string column) => Columns.GetValueOrDefault(column, column);

    public static string Coding(string column, string value) =>
        column switch
        {
            "operation" => AuditWords.Operation(value),
            "target_kind" => AuditWords.TargetKind(value),
            _ when Coded.Contains(column) => Values.GetValueOrDefault(value, value),
            _ => value,
        };

    public static string State(ErasurePartState part) =>
        part switch
        {
            { CompletedAt: { } at } => $"erledigt am {GermanTime.DayAndTime(at)}",
            { OrderedAt: null } => "folgt, wenn die anderen Teile erledigt sind",
            { Stuck: true } => $"noch keine Antwort, {part.Orders}-mal angefordert; wir fordern weiter an",
            _ => "läuft",
        };

    private static string Value(string column, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "ja",
            JsonValueKind.False => "nein",
            JsonValueKind.String when value.TryGetDateTimeOffset(out var moment) => GermanTime.DayAndTime(moment),
            JsonValueKind.String => Coding(column, value.GetString()!),
            _ => value.GetRawText(),
        };
}
