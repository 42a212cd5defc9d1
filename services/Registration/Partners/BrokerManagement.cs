using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>RabbitMQ's management API, as far as admitting a partner needs it.</summary>
internal sealed class BrokerManagement(Uri address) : IDisposable
{
    private readonly HttpClient http = new()
    {
        BaseAddress = new UriBuilder(address) { UserName = "", Password = "", Path = "/" }.Uri,
        Timeout = TimeSpan.FromSeconds(30),
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(WebUtility.UrlDecode(address.UserInfo)))),
        },
    };

    /// <summary>Makes the partner's user, without any tag, and gives it a partner's rights in <paramref name="virtualHost"/>.</summary>
    public async Task AllowPartnerAsync(string virtualHost, string key, string password, CancellationToken cancellation)
    {
        var (configure, write, read) = PartnerTopology.Rights(key);
        await PutAsync($"api/users/{key}", new { password, tags = "" }, cancellation);
        await PutAsync($"api/permissions/{Uri.EscapeDataString(virtualHost)}/{key}", new { configure, write, read }, cancellation);
    }

    public void Dispose() => http.Dispose();

    private async Task PutAsync(string path, object body, CancellationToken cancellation) =>
        (await http.PutAsJsonAsync(path, body, cancellation)).EnsureSuccessStatusCode();
}
