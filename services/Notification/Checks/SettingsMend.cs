namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// How a fault of the settings is mended: some values the administrator fills in, others the hub has filled in, and nobody at
/// the city could know them.
/// </summary>
internal static class SettingsMend
{
    private static readonly string[] FromHub =
    [
        "Partner__Key",
        "Partner__Name",
        "ConnectionStrings__rabbitmq",
        "Portal__Url",
        "Enrolment__Code",
    ];

    public static string Of(string fault) =>
        FromHub.Any(name => fault.StartsWith(name, StringComparison.Ordinal))
            ? "Diesen Wert hat die Zentrale eingetragen. Bitte übernehmen Sie die Zeile unverändert aus der notification.conf Ihres "
                + "letzten Downloads."
        : fault.StartsWith("Keys__Directory", StringComparison.Ordinal)
            ? "Bitte übernehmen Sie die Zeile aus der notification.conf Ihres Downloads, oder nennen Sie ein eigenes Verzeichnis."
        : fault.Contains(" fehlt", StringComparison.Ordinal)
        || fault.Contains("noch nicht eingetragen", StringComparison.Ordinal)
            ? "Bitte tragen Sie es in die Konfiguration ein."
        : "Bitte berichtigen Sie es in der Konfiguration.";
}
