using System.Net;
using System.Text.RegularExpressions;
using MailKit.Security;
using MimeKit;
using Npgsql;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Notification.Settings;

/// <summary>
/// What is missing or wrong in the settings, in words for the administrator who fills them in; empty when the service
/// can start.
/// </summary>
public static partial class SettingsFaults
{
    /// <summary>What the kit leaves to be filled in contains this.</summary>
    public const string Blank = "BITTE-EINTRAGEN";

    public static IReadOnlyList<string> Of(IConfiguration settings, bool development, bool migrating = false)
    {
        var faults = new List<string>();
        string? Value(string name)
        {
            if (settings[name] is not { Length: > 0 } value)
            {
                faults.Add($"{Written(name)} fehlt.");
            }
            else if (value.Contains(Blank, StringComparison.Ordinal))
            {
                faults.Add($"{Written(name)} ist noch nicht eingetragen (dort steht {Blank}).");
            }
            else
            {
                return value;
            }

            return null;
        }

        void Database(string name)
        {
            var password = DatabasePasswords.LineOf(name);
            if (settings[password]?.Contains(Blank, StringComparison.Ordinal) == true)
            {
                Value(password);
                return;
            }

            try
            {
                if (
                    Value(name) is { } value
                    && new NpgsqlConnectionStringBuilder(value) is var database
                    && (database.Host is null || database.Username is null)
                )
                {
                    faults.Add($"{Written(name)} nennt keinen Rechner (Host) oder keinen Benutzer (Username).");
                }
            }
            catch (ArgumentException)
            {
                faults.Add(
                    $"{Written(name)} ist nicht lesbar. So sieht es aus: "
                        + "Host=127.0.0.1;Database=stadtgespraeche;Username=stadtgespraeche; das Kennwort steht für sich in "
                        + $"{Written(password)}."
                );
            }
        }

        if (migrating)
        {
            Database("ConnectionStrings:owner");
        }

        Database("ConnectionStrings:database");
        if (!development)
        {
            faults.AddRange(UnencryptedWays.Of(settings, migrating));
        }

        if (migrating)
        {
            return faults;
        }

        if (
            Value("ConnectionStrings:rabbitmq") is { } broker
            && BrokerFault(broker, development || RequireEncryption.IsAllowed(settings, RequireEncryption.Broker))
                is { } fault
        )
        {
            faults.Add(fault);
        }

        if (Value("Partner:Key") is { } key && !KeyPattern.IsMatch(key))
        {
            faults.Add(
                "Partner__Key ist nicht der Schlüssel, den die Zentrale vergeben hat (Kleinbuchstaben, Ziffern, Bindestriche)."
            );
        }

        Value("Partner:Name");
        Mailbox("Partner:Sender", Value("Partner:Sender"));
        Mailbox("Partner:Contact", Value("Partner:Contact"));
        Value("Partner:Imprint");

        Value("Keys:Directory");
        foreach (var name in (string[])["Smtp:Host", "Smtp:User", "Smtp:Password"])
        {
            if (settings[name] is { } filled && filled.Contains(Blank, StringComparison.Ordinal))
            {
                Value(name);
            }
        }

        if (settings["Smtp:Port"] is { Length: > 0 } port && !ushort.TryParse(port, out _))
        {
            faults.Add("Smtp__Port ist keine Zahl, wie 587.");
        }

        if (
            settings["Smtp:Security"] is { Length: > 0 } security
            && !Enum.TryParse<SecureSocketOptions>(security, ignoreCase: true, out _)
        )
        {
            faults.Add("Smtp__Security ist weder StartTls noch SslOnConnect, StartTlsWhenAvailable oder None.");
        }

        if (settings["Broker:CertificateAuthority"] is { Length: > 0 } authority && !File.Exists(authority))
        {
            faults.Add("Broker__CertificateAuthority nennt eine Datei, die es nicht gibt.");
        }

        if (
            settings["Portal:Url"] is { Length: > 0 } portal
            && !(
                Uri.TryCreate(portal, UriKind.Absolute, out var url)
                && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            )
        )
        {
            faults.Add("Portal__Url ist keine Adresse einer Webseite.");
        }

        return faults;

        void Mailbox(string name, string? value)
        {
            if (
                value is not null
                && !(MailboxAddress.TryParse(value, out var mailbox) && mailbox.Address.Contains('@'))
            )
            {
                faults.Add(
                    $"{Written(name)} ist kein Postfach. So sieht es aus: Stadtgespräche Musterstadt <stadtgespraeche@musterstadt.example>"
                );
            }
        }
    }

    /// <summary>The partner's key, or one that nobody has while it is missing or none.</summary>
    public static string KeyIn(IConfiguration settings) =>
        settings["Partner:Key"] is { } key && KeyPattern.IsMatch(key) ? key : "unnamed";

    /// <summary>Why this address of the broker must not be used; null when it may.</summary>
    public static string? BrokerFault(string address, bool plainAllowed)
    {
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("amqp" or "amqps")
            || uri.Host.Length == 0
        )
        {
            return "ConnectionStrings__rabbitmq ist keine Adresse. So sieht sie aus: "
                + "amqps://SCHLÜSSEL:KENNWORT@broker.example:5671/stadtgespraeche";
        }

        return
            uri.Scheme == "amqps"
            || plainAllowed
            || uri.IsLoopback
            || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip))
            ? null
            : "ConnectionStrings__rabbitmq beginnt mit amqp:// und wäre unverschlüsselt. Zur Zentrale geht es nur "
                + "mit amqps:// und geprüftem Zertifikat.";
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex KeyPattern { get; }

    private static string Written(string name) => name.Replace(":", "__");
}
