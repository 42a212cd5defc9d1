using System.Net;
using MimeKit;
using Npgsql;

namespace Stadtgespraeche.Notification.Settings;

/// <summary>What is missing or wrong in the settings, in words for the administrator who fills them in; empty when the service can start.</summary>
public static class SettingsFaults
{
    /// <summary>What the kit leaves to be filled in contains this.</summary>
    public const string Blank = "BITTE-EINTRAGEN";

    public static IReadOnlyList<string> Of(IConfiguration settings, bool development, bool migrating = false)
    {
        var faults = new List<string>();
        string? Value(string name)
        {
            if (settings[name] is not { Length: > 0 } value)
                faults.Add($"{Written(name)} fehlt.");
            else if (value.Contains(Blank, StringComparison.Ordinal))
                faults.Add($"{Written(name)} ist noch nicht eingetragen (dort steht {Blank}).");
            else
                return value;
            return null;
        }

        void Database(string name)
        {
            try
            {
                if (Value(name) is { } value && new NpgsqlConnectionStringBuilder(value) is var database && (database.Host is null || database.Username is null))
                    faults.Add($"{Written(name)} nennt keinen Rechner (Host) oder keinen Benutzer (Username).");
            }
            catch (ArgumentException)
            {
                faults.Add($"{Written(name)} ist nicht lesbar. So sieht es aus: Host=127.0.0.1;Database=stadtgespraeche;Username=stadtgespraeche;Password=GEHEIM");
            }
        }

        if (migrating)
            Database("ConnectionStrings:owner");
        Database("ConnectionStrings:database");
        if (migrating)
            return faults;

        if (Value("ConnectionStrings:rabbitmq") is { } broker && BrokerFault(broker, development) is { } fault)
            faults.Add(fault);
        if (Value("Partner:Key") is { } key && (key.Length > 63 || key.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') || key[0] == '-' || key[^1] == '-'))
            faults.Add("Partner__Key ist nicht der Schlüssel, den die Zentrale vergeben hat (Kleinbuchstaben, Ziffern, Bindestriche).");
        Value("Partner:Name");
        Mailbox("Partner:Sender", Value("Partner:Sender"));
        if (settings["Partner:Contact"] is { Length: > 0 } contact)
            Mailbox("Partner:Contact", contact);
        Value("Keys:Directory");
        if (settings["Smtp:Host"] is { } host && host.Contains(Blank, StringComparison.Ordinal))
            Value("Smtp:Host");
        if (settings["Portal:Url"] is { Length: > 0 } portal && !(Uri.TryCreate(portal, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)))
            faults.Add("Portal__Url ist keine Adresse einer Webseite.");
        return faults;

        void Mailbox(string name, string? value)
        {
            if (value is not null && !(MailboxAddress.TryParse(value, out var mailbox) && mailbox.Address.Contains('@')))
                faults.Add($"{Written(name)} ist kein Postfach. So sieht es aus: Stadtgespräche Musterstadt <stadtgespraeche@musterstadt.example>");
        }
    }

    /// <summary>Why this address of the broker must not be used; null when it may.</summary>
    public static string? BrokerFault(string address, bool development)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
            return "ConnectionStrings__rabbitmq ist keine Adresse. So sieht sie aus: amqps://SCHLÜSSEL:KENNWORT@broker.example:5671/stadtgespraeche";
        return uri.Scheme == "amqps" || development || uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip))
            ? null
            : "ConnectionStrings__rabbitmq beginnt mit amqp:// und wäre unverschlüsselt. Zur Zentrale geht es nur mit amqps:// und geprüftem Zertifikat.";
    }

    private static string Written(string name) => name.Replace(":", "__");
}
