using System.Text.Json;
using Stadtgespraeche.Portal.Api;
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
        ["issuer"] = "Login der Stadt (Adresse)",
        ["subject"] = "Ihre Kennung beim Login der Stadt",
        ["connected_at"] = "Verbunden am",
        ["mail_sign_in_off"] = "Anmeldung per E-Mail abgeschaltet",
        ["booking_number"] = "Reihenfolge der Buchung",
        ["waiting_number"] = "Reihenfolge der Warteliste",
    };

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
            .Select(value => (Columns.GetValueOrDefault(value.Name, value.Name), Value(value.Value)))
            .Where(pair => pair.Item2.Length > 0);

    public static string State(ErasurePartState part) =>
        part switch
        {
            { CompletedAt: { } at } => $"erledigt am {GermanTime.DayAndTime(at)}",
            { OrderedAt: null } => "folgt, wenn die anderen Teile erledigt sind",
            { Stuck: true } => $"noch keine Antwort, {part.Orders}-mal angefordert; wir fordern weiter an",
            _ => "läuft",
        };

    private static string Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "ja",
            JsonValueKind.False => "nein",
            JsonValueKind.String when value.TryGetDateTimeOffset(out var moment) => GermanTime.DayAndTime(moment),
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
}
