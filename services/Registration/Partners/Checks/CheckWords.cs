namespace Stadtgespraeche.Registration.Partners.Checks;

/// <summary>
/// What did not pass in a partner's check, in German. A code of a newer release, which we do not know, is shown as it
/// is.
/// </summary>
internal static class CheckWords
{
    public static string Of(string code) =>
        code switch
        {
            "database" => "Die Datenbank ist nicht erreichbar oder nicht auf dem Stand.",
            "broker" => "Der Nachrichtendienst ist nicht erreichbar, oder die Zugangsdaten gelten nicht.",
            "broker-rights" => "Die Rechte beim Nachrichtendienst fehlen.",
            "clock" => "Die Uhr geht falsch.",
            "keys" => "Die Schlüssel fehlen oder sind für andere lesbar.",
            "mail-server" => "Der Mailserver ist nicht erreichbar oder nimmt nichts an.",
            "settings" => "Eine Einstellung fehlt oder ist falsch.",
            "portal" => "Das Portal ist nicht erreichbar.",
            "legal-pages" => "Impressum, Datenschutz oder Barrierefreiheit sind nicht ausgefüllt.",
            "spf" => "SPF erlaubt den Mailserver nicht.",
            "dkim" => "DKIM fehlt oder ist falsch.",
            "dmarc" => "DMARC fehlt oder ist falsch.",
            _ => $"Nicht bestanden: {code}",
        };
}
