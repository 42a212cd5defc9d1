using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>Where a process listens, as its configuration says.</summary>
public static class ListenUrls
{
    private const StringSplitOptions Clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>None means the framework's own, http://localhost:5000.</summary>
    public static IEnumerable<string> Of(IConfiguration settings)
    {
        foreach (var url in (settings["urls"] ?? "").Split(';', Clean))
        {
            yield return url;
        }

        foreach (var (name, scheme) in new[] { ("http_ports", "http"), ("https_ports", "https") })
        {
            foreach (var port in (settings[name] ?? "").Split(';', Clean))
            {
                yield return $"{scheme}://*:{port}";
            }
        }

        foreach (var endpoint in settings.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { Length: > 0 } url)
            {
                yield return url;
            }
        }
    }

    /// <summary>Only this machine reaches it.</summary>
    public static bool IsHere(BindingAddress address) =>
        address.IsUnixPipe || address.IsNamedPipe || IsHere(address.Host);

    /// <summary>The name or address of this machine itself.</summary>
    public static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
