using System.Globalization;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Mine;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Partners;

/// <summary>A partner's leaving in words.</summary>
public static class RemovalWords
{
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["members"] = "Mitglieder",
        ["seats"] = "Plätze und Antworten",
        ["attendances"] = "Teilnahmen",
        ["deliveries"] = "Zustellungen",
        ["accounts"] = "Konten",
        ["account_roles"] = "Rechte",
        ["passkeys"] = "Passkeys",
        ["device_sessions"] = "Geräte",
        ["city_identities"] = "Verbindungen mit dem Login der Stadt",
        ["city_logins"] = "Login der Stadt",
        ["invitations"] = "Einladungen",
        ["partner_keys"] = "Schlüssel für Links",
        ["partner_encryption_keys"] = "Schlüssel zum Versiegeln",
        ["applications"] = "Bewerbung",
        ["pending_partner_keys"] = "wartende Schlüssel",
        ["partner_legal_pages"] = "rechtliche Seiten",
        ["sign_in_requests"] = "offene Anmeldungen",
        ["contributions"] = "Beiträge (veröffentlichte stehen jetzt unter dem Namen der Kommune)",
        ["ended_links"] = "beendete Links",
        ["broker"] = "Zugang, Warteschlangen und Verteiler am Nachrichtendienst",
    };

    public static string Owner(string owner) =>
        owner switch
        {
            "notification" => "Dienst der Kommune",
            "broker" => "Nachrichtendienst und Schlüssel",
            _ => DataWords.Service(owner),
        };

    public static string State(RemovalPart part, Removal removal) =>
        part switch
        {
            { CompletedAt: { } at, Owner: "notification" } =>
                $"hat die letzte Nachricht am {GermanTime.DayAndTime(at)} bestätigt",
            { CompletedAt: { } at } => $"erledigt am {GermanTime.DayAndTime(at)}",
            { Owner: "notification", OrderedAt: { } told } when removal.CompletedAt is not null =>
                $"hat die letzte Nachricht vom {GermanTime.DayAndTime(told)} nicht bestätigt",
            { Owner: "notification", OrderedAt: { } told } =>
                $"letzte Nachricht am {GermanTime.DayAndTime(told)} geschickt, noch nicht bestätigt",
            { OrderedAt: null } => "folgt",
            { Orders: > 1 } => $"noch keine Antwort, {part.Orders}-mal angefordert; wir fordern weiter an",
            _ => "läuft",
        };

    public static string Table(string table) => Tables.GetValueOrDefault(table, table);

    public static string Number(int count) => count.ToString("N0", CultureInfo.GetCultureInfo("de-DE"));
}
