using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Which address leads where: <c>/api/&lt;service&gt;/…</c> to that service without the prefix, sign-in to
/// registration, everything else to the portal. Where a service listens comes from
/// <c>services:&lt;name&gt;:http:&lt;n&gt;</c>, one entry per replica or one for all of them.
/// </summary>
internal static class Routes
{
    public const string Portal = "portal";
    public static readonly string[] Services = ["registration", "scheduling", "knowledge"];

    /// <summary>
    /// Sign-in: registration's own pages and the standard addresses of an OpenID provider, under the same paths outside
    /// and inside.
    /// </summary>
    public const string SignIn = "sign-in";

    private static readonly string[] SignInPaths =
    [
        "/anmelden/{**rest}",
        "/connect/{**rest}",
        "/.well-known/openid-configuration",
        "/.well-known/jwks",
    ];

    public static IReadOnlyList<RouteConfig> All() =>
        [.. Services.Select(ToService), .. SignInPaths.Select(ToSignIn), ToPortal()];

    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) =>
        [.. Services.Append(Portal).Select(name => Cluster(name, configuration))];

    private static RouteConfig ToService(string name) =>
        new()
        {
            RouteId = name,
            ClusterId = name,
            Match = new RouteMatch { Path = $"/api/{name}/{{**rest}}" },
            Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = $"/api/{name}" }],
        };

    private static RouteConfig ToSignIn(string path, int number) =>
        new()
        {
            RouteId = $"{SignIn}-{number}",
            ClusterId = "registration",
            Order = 50,
            Match = new RouteMatch { Path = path },
        };

    private static RouteConfig ToPortal() =>
        new()
        {
            RouteId = Portal,
            ClusterId = Portal,
            Order = 100,
            Match = new RouteMatch { Path = "/{**rest}" },
        };

    private static Dictionary<string, DestinationConfig> Addresses(
        string name,
        string scheme,
        IConfiguration configuration
    ) =>
        configuration
            .GetSection($"services:{name}:{scheme}")
            .GetChildren()
            .Where(address => !string.IsNullOrWhiteSpace(address.Value))
            .ToDictionary(address => address.Key, address => new DestinationConfig { Address = address.Value! });

    private static ClusterConfig Cluster(string name, IConfiguration configuration)
    {
        var addresses = Addresses(name, "https", configuration);
        addresses = addresses.Count > 0 ? addresses : Addresses(name, "http", configuration);
        return new ClusterConfig
        {
            ClusterId = name,
            Destinations = addresses,
            LoadBalancingPolicy = "PowerOfTwoChoices",
            // Bytes outside ASCII go on as they came.
            HttpClient = new HttpClientConfig { RequestHeaderEncoding = "latin1", ResponseHeaderEncoding = "latin1" },
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(30) },
            HealthCheck = new HealthCheckConfig
            {
                // A replica that refuses connections is left out for a while; when none is well, all are tried again.
                AvailableDestinationsPolicy = "HealthyOrPanic",
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = "TransportFailureRate",
                    ReactivationPeriod = TimeSpan.FromSeconds(10),
                },
            },
        };
    }
}
