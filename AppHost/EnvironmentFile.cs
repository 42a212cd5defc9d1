using System.Globalization;
using System.Text;

namespace Stadtgespraeche.AppHost;

/// <summary>KEY=VALUE lines for tools and tests.</summary>
internal static class EnvironmentFile
{
    public static void Write(Settings settings)
    {
        var lines = new StringBuilder();
        void Line(string key, object value) =>
            lines.Append(CultureInfo.InvariantCulture, $"{key.ToUpperInvariant()}={value}\n");

        Line("PORTAL_URL", settings.PortalUrl);
        Line("API_URL", $"{settings.PortalUrl}/api");
        Line("DASHBOARD_URL", $"http://127.0.0.1:{settings.Dashboard}");
        foreach (var database in Settings.Databases)
        {
            Line($"DATABASE_{database}", settings.Serving(database));
            Line($"DATABASE_{database}_OWNER", settings.Owner(database));
        }

        Line("BROKER", settings.Broker("hub"));
        Line("BROKER_MANAGEMENT", settings.Management);
        foreach (var partner in LocalPartners.All)
        {
            var key = partner.Key.Replace('-', '_');
            Line($"BROKER_{key}", settings.Broker(partner.Key));
            Line($"INBOX_{key}", $"http://127.0.0.1:{settings.Inbox(partner.Inbox)}");
            Line($"SMTP_{key}", $"127.0.0.1:{settings.Smtp(partner.Inbox)}");
        }

        Secrets.WritePrivately(Path.Combine(settings.Local, "env"), Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
