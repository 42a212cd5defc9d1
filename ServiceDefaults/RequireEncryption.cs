using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>A way on which something would leave or enter this machine unencrypted, and the setting that says so.</summary>
public sealed record PlainWay(string Kind, string Setting);

/// <summary>
/// Which configured ways between machines are not encrypted for certain. What stays on this machine needs no TLS; a way
/// that is encrypted only if the other side offers it counts as plain. Outside Development nothing starts with one,
/// unless <c>PlainText:Allowed</c> names its kind, such as <c>database,services</c>.
/// </summary>
public static class RequireEncryption
{
    public const string Allowed = "PlainText:Allowed";
    public const string Database = "database";
    public const string Broker = "broker";
    public const string MailServer = "smtp";
    public const string Services = "services";
    public const string Portal = "portal";

    private static readonly string[] AlwaysEncryptedMail = ["StartTls", "SslOnConnect"];

    /// <summary>Those that nobody has allowed.</summary>
    public static IReadOnlyList<PlainWay> In(IConfiguration settings) =>
        [.. All(settings).Where(way => !IsAllowed(settings, way.Kind))];

    public static bool IsAllowed(IConfiguration settings, string kind) =>
        (settings[Allowed] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Contains(kind);

    /// <summary>Ends the start of a hub's process with what is wrong and how to mend it.</summary>
    public static void Refuse(IConfiguration settings)
    {
        var ways = In(settings).Concat(Listening(settings)).ToList();
        if (ways.Count > 0)
        {
            throw new InvalidOperationException(
                $"Not encrypted: {string.Join(", ", ways.Select(way => way.Setting))}. Use TLS (docs/encryption.md), or "
                    + $"say that it may be so: PlainText__Allowed={string.Join(",", ways.Select(way => way.Kind).Distinct())}."
            );
        }
    }

    private static IEnumerable<PlainWay> All(IConfiguration settings)
    {
        foreach (var name in (string[])["ConnectionStrings:database", "ConnectionStrings:owner"])
        {
            if (IsPlainDatabase(settings[name]))
            {
                yield return new(Database, name);
            }
        }

        foreach (var name in (string[])["ConnectionStrings:rabbitmq", "Broker:Management"])
        {
            if (IsPlain(settings[name]))
            {
                yield return new(Broker, name);
            }
        }

        if (
            settings["Smtp:Host"] is { Length: > 0 } host
            && !ListenUrls.IsHere(host)
            && !AlwaysEncryptedMail.Contains(settings["Smtp:Security"], StringComparer.OrdinalIgnoreCase)
        )
        {
            yield return new(MailServer, "Smtp:Security");
        }

        foreach (var service in settings.GetSection("services").AsEnumerable().Where(pair => IsPlain(pair.Value)))
        {
            yield return new(Services, service.Key);
        }

        foreach (var name in (string[])["SignIn:Issuer", "Portal:Url", "Kit:Portal"])
        {
            if (IsPlain(settings[name]))
            {
                yield return new(Portal, name);
            }
        }
    }

    // A Notification has its own words for this, and no setting that allows it.
    private static IEnumerable<PlainWay> Listening(IConfiguration settings) =>
        IsAllowed(settings, Services)
            ? []
            : ListenUrls
                .Of(settings)
                .Where(url =>
                    url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                    && !ListenUrls.IsHere(BindingAddress.Parse(url))
                )
                .Select(url => new PlainWay(Services, url));

    private static bool IsPlain(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "amqp"
        && !ListenUrls.IsHere(uri.Host);

    private static bool IsPlainDatabase(string? address)
    {
        try
        {
            return address is not null
                && new NpgsqlConnectionStringBuilder(address) is { Host: { } hosts, SslMode: < SslMode.Require }
                && hosts.Split(',').Any(host => !IsSocket(host) && !ListenUrls.IsHere(WithoutPort(host)));
        }
        catch (ArgumentException)
        {
            return false; // Whoever opens it says what is wrong.
        }
    }

    private static bool IsSocket(string host) => host.TrimStart() is ['/' or '@', ..];

    private static string WithoutPort(string host)
    {
        var name = host.Trim();
        return name.LastIndexOf(':') is > 0 and var colon && (name.Count(c => c == ':') == 1 || name[colon - 1] == ']')
            ? name[..colon]
            : name;
    }
}
