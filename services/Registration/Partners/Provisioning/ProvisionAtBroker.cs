using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>
/// Brings the broker to what a partner's row says: exchanges, queue, bindings, user and rights. Needs
/// <c>Broker:Management</c>, RabbitMQ's management API with a user who may administer the broker, beside the hub's own
/// <c>ConnectionStrings:rabbitmq</c>. Everything may be repeated, and puts back what is missing.
/// </summary>
internal sealed class ProvisionAtBroker : IDisposable
{
    private readonly HttpClient? http;
    private readonly string broker;
    private readonly string[] own;

    public ProvisionAtBroker(IConfiguration configuration)
    {
        broker =
            configuration.GetConnectionString("rabbitmq")
            ?? throw new InvalidOperationException("ConnectionStrings:rabbitmq is missing.");
        own = [UserOf(broker)];
        if (configuration["Broker:Management"] is not { Length: > 0 } setting)
        {
            return;
        }

        var address = new Uri(setting);
        own = [.. own, UserOf(setting)];
        http = new HttpClient
        {
            BaseAddress = new UriBuilder(address)
            {
                UserName = "",
                Password = "",
                Path = "/",
            }.Uri,
            Timeout = TimeSpan.FromSeconds(15),
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes(WebUtility.UrlDecode(address.UserInfo)))
                ),
            },
        };
    }

    /// <summary>False: nothing can be done here, because the setting is missing.</summary>
    public bool Configured => http is not null;

    private HttpClient Http =>
        http ?? throw new InvalidOperationException("Broker:Management is missing (Broker__Management).");

    private string VirtualHost =>
        Uri.EscapeDataString(
            new Uri(broker).AbsolutePath is [_, .. { Length: > 0 } name] ? Uri.UnescapeDataString(name) : "/"
        );

    /// <summary>Whether a fault only means that the broker is away and may be back soon.</summary>
    public static bool IsAway(Exception fault) =>
        fault is HttpRequestException or RabbitMQClientException or OperationCanceledException or IOException;

    /// <summary>Whether the hub itself uses the broker under this name; no partner may have it.</summary>
    public bool IsOwnUser(string key) => own.Contains(key);

    /// <summary>
    /// The queue comes before the user: a partner that can sign in can be reached. A suspended one keeps its queue,
    /// which collects.
    /// </summary>
    public async Task BringAsync(Partner partner, CancellationToken cancellationToken)
    {
        if (IsOwnUser(partner.Key))
        {
            throw new InvalidOperationException(
                $"'{partner.Key}' is a user of the hub itself and cannot be a partner's."
            );
        }

        var permissions = $"api/permissions/{VirtualHost}/{partner.Key}";
        var cutOff = partner.State is PartnerState.Suspended or PartnerState.Left;
        if (cutOff)
        {
            // First the rights and then the connections, so that nobody who is thrown out comes in again.
            Fine(await Http.DeleteAsync(permissions, cancellationToken), HttpStatusCode.NotFound);
            await CloseConnectionsAsync(partner.Key, cancellationToken);
        }

        await PartnerTopology.DeclareAsync(broker, partner.Key, cancellationToken);
        await KeepUserAsync(partner.Key, partner.PasswordHash, cancellationToken);
        await BrokerLimits.SetAsync(Http, VirtualHost, partner.Key, cancellationToken);
        if (cutOff)
        {
            return;
        }

        var (configure, write, read) = PartnerBrokerRights.Of(partner.Key);
        Fine(
            await Http.PutAsJsonAsync(
                permissions,
                new
                {
                    configure,
                    write,
                    read,
                },
                cancellationToken
            )
        );
    }

    /// <summary>
    /// Ends what is connected as this partner; a right that was taken away still counts on a connection that is open.
    /// </summary>
    public async Task CloseConnectionsAsync(string key, CancellationToken cancellationToken) =>
        Fine(await Http.DeleteAsync($"api/connections/username/{key}", cancellationToken), HttpStatusCode.NotFound);

    // A user without a hash cannot sign in; one who was there before the hub kept hashes keeps the password.
    private async Task KeepUserAsync(string key, string? passwordHash, CancellationToken cancellationToken)
    {
        using var found = Fine(await Http.GetAsync($"api/users/{key}", cancellationToken), HttpStatusCode.NotFound);
        if (found.StatusCode != HttpStatusCode.NotFound)
        {
            var user = await found.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
            // RabbitMQ told tags as a text before 3.9 and as a list since.
            var tagged = user!["tags"]!.ToJsonString() is not ("[]" or "\"\"");
            if (!tagged && (passwordHash is null || (string?)user["password_hash"] == passwordHash))
            {
                return;
            }

            passwordHash ??= (string?)user["password_hash"];
        }

        Fine(
            await Http.PutAsJsonAsync(
                $"api/users/{key}",
                new
                {
                    password_hash = passwordHash ?? "",
                    hashing_algorithm = "rabbit_password_hashing_sha256",
                    tags = "",
                },
                cancellationToken
            )
        );
    }

    /// <summary>
    /// Takes away all that the broker holds for a partner, its user first; returns how many things there were. Harmless
    /// when it is gone.
    /// </summary>
    public async Task<int> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        if (IsOwnUser(key))
        {
            throw new InvalidOperationException($"'{key}' is a user of the hub itself.");
        }

        var queue = PartnerTopology.Queue(key);
        string[] things =
        [
            $"users/{key}",
            .. new[] { PartnerTopology.FromExchange(key), queue, $"{queue}_error", $"{queue}_skipped" }.Select(
                exchange => $"exchanges/{VirtualHost}/{exchange}"
            ),
            .. new[] { queue, $"{queue}_error", $"{queue}_skipped", PartnerTopology.WordsQueue(key) }.Select(name =>
                $"queues/{VirtualHost}/{name}"
            ),
        ];
        var gone = 0;
        foreach (var thing in things)
        {
            using var answer = Fine(await Http.DeleteAsync($"api/{thing}", cancellationToken), HttpStatusCode.NotFound);
            gone += answer.StatusCode == HttpStatusCode.NotFound ? 0 : 1;
        }

        await CloseConnectionsAsync(key, cancellationToken);
        return gone;
    }

    public void Dispose() => http?.Dispose();

    private static string UserOf(string address) => Uri.UnescapeDataString(new Uri(address).UserInfo.Split(':')[0]);

    private static HttpResponseMessage Fine(HttpResponseMessage answer, HttpStatusCode? also = null) =>
        answer.StatusCode == also ? answer : answer.EnsureSuccessStatusCode();
}
