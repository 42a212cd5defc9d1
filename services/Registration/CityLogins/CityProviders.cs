using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// What the cities' logins say about themselves (discovery document and keys), kept for an hour. An unknown key makes
/// us ask again, at most once a minute. A document that names another issuer than the one that was asked is ignored.
/// </summary>
internal sealed class CityProviders(OutsideHttp outside)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> known = new();

    public HttpClient Http => outside.Client;

    /// <summary>Only issuers that a coordinator has stored come here, so it stays small.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration> Of(string issuer) => known.GetOrAdd(issuer, Create);

    private ConfigurationManager<OpenIdConnectConfiguration> Create(string issuer) =>
        new(
            CityIssuer.DiscoveryOf(issuer),
            new Checked(issuer, outside.AllowsLocal),
            new HttpDocumentRetriever(outside.Client) { RequireHttps = !outside.AllowsLocal }
        )
        {
            AutomaticRefreshInterval = Kept,
            RefreshInterval = Pause,
        };

    private sealed class Checked(string issuer, bool allowsLocal) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address,
            IDocumentRetriever retriever,
            CancellationToken cancellationToken
        )
        {
            var said = await OpenIdConnectConfigurationRetriever.GetAsync(address, retriever, cancellationToken);
            return said.Issuer == issuer && IsUsable(said.AuthorizationEndpoint) && IsUsable(said.TokenEndpoint)
                ? said
                : throw new InvalidOperationException("The discovery document is not that of this issuer.");
        }

        private bool IsUsable(string? endpoint) =>
            Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (allowsLocal && address.Scheme == Uri.UriSchemeHttp));
    }
}
