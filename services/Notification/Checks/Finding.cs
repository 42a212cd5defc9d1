using System.Text.Json.Serialization;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// One thing that <c>check</c> looked at: its stable code, what is so, and, unless it is good, how an administrator
/// mends it. Both texts are German and for the administrator alone; the hub is told the codes of what failed.
/// </summary>
public sealed record Finding(string Check, Verdict Verdict, string Says, string? Mend = null)
{
    public static Finding Good(string check, string says) => new(check, Verdict.Good, says);

    public static Finding Warning(string check, string says, string mend) => new(check, Verdict.Warning, says, mend);

    public static Finding Failed(string check, string says, string mend) => new(check, Verdict.Failed, says, mend);
}

[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    Good,

    /// <summary>Works, or could not be looked at; better mended.</summary>
    Warning,

    Failed,
}

/// <summary>The codes of all checks; the hub's pages know them.</summary>
public static class CheckCodes
{
    public const string Settings = "settings";
    public const string Database = "database";
    public const string Broker = "broker";
    public const string BrokerRights = "broker-rights";
    public const string Clock = "clock";
    public const string Keys = "keys";
    public const string MailServer = "mail-server";
    public const string Spf = "spf";
    public const string Dkim = "dkim";
    public const string Dmarc = "dmarc";
    public const string LegalPages = "legal-pages";

    public static string InGerman(string code) =>
        code switch
        {
            Settings => "Konfiguration",
            Database => "Datenbank",
            Broker => "Broker der Zentrale",
            BrokerRights => "Rechte am Broker",
            Clock => "Uhr",
            Keys => "Schlüssel",
            MailServer => "Mailserver",
            Spf => "SPF",
            Dkim => "DKIM",
            Dmarc => "DMARC",
            LegalPages => "Rechtliches",
            _ => code,
        };
}
