using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Stadtgespraeche.Registration.Tests.CityLogins;

/// <summary>
/// A city's login on a real port: OpenIddict with a key of its own, where <see cref="Subject"/> is signed in already.
/// It can be made to say no, and to give id tokens that were tampered with.
/// </summary>
public sealed class OwnLogin : IAsyncDisposable
{
    public const string Client = "stadtgespraeche";
    public const string Secret = "ein-geheimnis-nur-fuer-tests-mit-genug-zeichen";
    private const string Path = "realms/stadt";
    private readonly WebApplication app;

    private OwnLogin(WebApplication app, string issuer, RsaSecurityKey key) =>
        (this.app, Issuer, Key) = (app, issuer, key);

    public string Issuer { get; }

    public RsaSecurityKey Key { get; }

    public string Subject { get; set; } = "";

    public bool SaysNo { get; set; }

    /// <summary>Makes another id token of the true one's claims.</summary>
    public Func<Dictionary<string, object>, string>? Forge { get; set; }

    /// <summary>What the hub asked for last.</summary>
    public OpenIddictRequest? Asked { get; private set; }

    public static async Task<OwnLogin> StartAsync()
    {
        OwnLogin? login = null;
        var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/";
        listener.Stop();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        builder
            .Services.AddOpenIddict()
            .AddServer(server =>
            {
                server
                    .EnableDegradedMode()
                    .SetIssuer(new Uri(address + Path))
                    .SetAuthorizationEndpointUris($"{Path}/authorize")
                    .SetTokenEndpointUris($"{Path}/token")
                    .SetConfigurationEndpointUris($"{Path}/.well-known/openid-configuration")
                    .SetJsonWebKeySetEndpointUris($"{Path}/jwks")
                    .AllowAuthorizationCodeFlow()
                    .RequireProofKeyForCodeExchange()
                    .AddEphemeralEncryptionKey()
                    .AddSigningKey(key);
                server.UseAspNetCore().DisableTransportSecurityRequirement();
                server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        login!.Asked = context.Request;
                        return default;
                    })
                );
                server.AddEventHandler<ValidateTokenRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        if (context.Request.ClientId != Client || context.Request.ClientSecret != Secret)
                        {
                            context.Reject(Errors.InvalidClient);
                        }

                        return default;
                    })
                );
                server.AddEventHandler<HandleAuthorizationRequestContext>(handler =>
                    handler.UseInlineHandler(context => login!.Decide(context))
                );
                server.AddEventHandler<ApplyTokenResponseContext>(handler =>
                    handler
                        .SetOrder(int.MinValue)
                        .UseInlineHandler(context =>
                        {
                            if (login!.Forge is { } forge && context.Response.IdToken is { } token)
                            {
                                context.Response.IdToken = forge(ClaimsOf(token));
                            }

                            return default;
                        })
                );
            });
        var app = builder.Build();
        login = new OwnLogin(app, address + Path, key);
        app.UseAuthentication();
        app.MapGet("/{**rest}", () => Results.NotFound());
        await app.StartAsync();
        return login;
    }

    /// <summary>An id token of these claims, by this login's key or another.</summary>
    public string Sign(Dictionary<string, object> claims, SigningCredentials? with = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Claims = claims,
                SigningCredentials = with ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
            }
        );

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private ValueTask Decide(HandleAuthorizationRequestContext context)
    {
        if (SaysNo)
        {
            context.Reject(Errors.AccessDenied, "Erika Beispiel wollte nicht.");
            return default;
        }

        var identity = new ClaimsIdentity("login");
        identity
            .SetClaim(Claims.Subject, Subject)
            .SetClaim(Claims.Email, "erika.beispiel@stadt.example")
            .SetClaim(Claims.Name, "Erika Beispiel");
        identity.SetScopes(context.Request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        return default;
    }

    private static Dictionary<string, object> ClaimsOf(string token)
    {
        var read = new JsonWebToken(token);
        return read
            .Claims.GroupBy(claim => claim.Type)
            .ToDictionary(
                claims => claims.Key,
                claims =>
                    claims.First().ValueType
                        is ClaimValueTypes.Integer
                            or ClaimValueTypes.Integer32
                            or ClaimValueTypes.Integer64
                        ? long.Parse(claims.First().Value, System.Globalization.CultureInfo.InvariantCulture)
                        : (object)claims.First().Value
            );
    }
}
