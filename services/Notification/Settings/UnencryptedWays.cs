using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Notification.Settings;

/// <summary>What would go unencrypted to another machine, in words for the administrator; the broker has its own.</summary>
internal static class UnencryptedWays
{
    public static IEnumerable<string> Of(IConfiguration settings, bool migrating) =>
        RequireEncryption
            .In(settings)
            .Where(way => way.Kind == RequireEncryption.Database || !migrating)
            .Where(way => migrating || way.Setting != "ConnectionStrings:owner")
            .Where(way => way.Kind != RequireEncryption.MailServer || !IsBlank(settings["Smtp:Host"]))
            .Select(InWords)
            .OfType<string>();

    private static string? InWords(PlainWay way)
    {
        var setting = way.Setting.Replace(":", "__");
        return way.Kind switch
        {
            RequireEncryption.Database =>
                $"{setting} führt unverschlüsselt zu einem anderen Rechner. Bitte ergänzen Sie dort "
                    + $"SSL Mode=VerifyFull{OrAllow(way)}",
            RequireEncryption.MailServer =>
                $"{setting} lässt E-Mails unverschlüsselt zu einem anderen Rechner gehen. Bitte wählen Sie "
                    + $"StartTls (Port 587 oder 25) oder SslOnConnect (Port 465){OrAllow(way)}",
            RequireEncryption.Portal =>
                $"{setting} beginnt mit http://: Persönliche Links gingen unverschlüsselt. Es muss https:// sein.",
            _ => null,
        };
    }

    private static bool IsBlank(string? host) => host?.Contains(SettingsFaults.Blank, StringComparison.Ordinal) == true;

    private static string OrAllow(PlainWay way) =>
        $", oder erlauben Sie es im eigenen Netz ausdrücklich: PlainText__Allowed={way.Kind}.";
}
