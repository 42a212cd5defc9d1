using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Api;

/// <summary>
/// The tokens of people who are signed in: JWT of the type <c>at+jwt</c>, ES256 only, issuer <c>SignIn:Issuer</c>,
/// audience stadtgespraeche, five minutes long. The public keys come from Registration itself
/// (<c>SignIn:Authority</c>), not through the gateway. While they are not available, the answer is 503: then no token
/// is known to be wrong.
/// </summary>
public static class AccessTokens
{
    public const string Scheme = "access-token";
    public const string DefaultIssuer = "http://localhost:8080/";
    internal const string PartnerClaim = "partner";
    internal const string DeviceClaim = "sid";
    internal const string CoordinatesClaim = "coordinates";
    internal const string KeysUnavailable = "access-token-keys-unavailable";
    private const string KeysClient = "access-token-keys";

    // Registration publishes a new key a day before it signs; an unknown one makes us ask at once.
    private static readonly TimeSpan KeysKept = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeysPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    internal static string IssuerOf(IConfiguration configuration) =>
        configuration["SignIn:Issuer"] is { Length: > 0 } issuer ? issuer : DefaultIssuer;

    internal static void Add(IHostApplicationBuilder builder)
    {
        var authority = builder.Configuration["SignIn:Authority"] is { Length: > 0 } chosen
            ? chosen
            : "https+http://registration";
        builder.Services.AddHttpClient(KeysClient, client => client.Timeout = TimeSpan.FromSeconds(5));
        builder.Services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        builder
            .Services.AddOptions<JwtBearerOptions>(Scheme)
            .Configure<IHttpClientFactory, TimeProvider>(
                (options, clients, time) =>
                {
                    options.MapInboundClaims = false;
                    options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                        $"{authority.TrimEnd('/')}/.well-known/jwks",
                        new Keys(),
                        new HttpDocumentRetriever(clients.CreateClient(KeysClient)) { RequireHttps = false }
                    )
                    {
                        AutomaticRefreshInterval = KeysKept,
                        RefreshInterval = KeysPause,
                    };
                    options.TokenValidationParameters = new TokenValidationParameters
                    {
                        AuthenticationType = Scheme,
                        ValidIssuer = IssuerOf(builder.Configuration),
                        ValidAudience = PersonalLink.Audience,
                        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                        ValidTypes = ["at+jwt"],
                        NameClaimType = "name",
                        RoleClaimType = "role",
                        LifetimeValidator = (from, until, _, _) => IsAlive(from, until, time.GetUtcNow().UtcDateTime),
                    };
                    options.Events = new JwtBearerEvents
                    {
                        OnTokenValidated = RefuseWithoutPerson,
                        OnAuthenticationFailed = RememberMissingKeys,
                        OnChallenge = SayUnavailable,
                    };
                }
            );
    }

    private static bool IsAlive(DateTime? from, DateTime? until, DateTime now) =>
        until is not null && now - Skew < until && (from is null || now + Skew >= from);

    private static Task RefuseWithoutPerson(TokenValidatedContext context)
    {
        var user = context.Principal!;
        if (
            !Guid.TryParse(user.FindFirst("sub")?.Value, out _)
            || !Guid.TryParse(user.FindFirst(DeviceClaim)?.Value, out _)
            || string.IsNullOrEmpty(user.FindFirst(PartnerClaim)?.Value)
        )
        {
            context.Fail("The token lacks a claim.");
        }

        return Task.CompletedTask;
    }

    private static Task RememberMissingKeys(AuthenticationFailedContext context)
    {
        if (context.Exception is not SecurityTokenException and not ArgumentException)
        {
            context.HttpContext.Items[KeysUnavailable] = true;
        }

        context.Fail("The token is not valid.");
        return Task.CompletedTask;
    }

    private static Task SayUnavailable(JwtBearerChallengeContext context)
    {
        // We do not say why a token was refused, only when we cannot check it.
        (context.Error, context.ErrorDescription) = (
            context.AuthenticateFailure is null ? null : "invalid_token",
            null
        );
        if (context.HttpContext.Items.ContainsKey(KeysUnavailable))
        {
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        return Task.CompletedTask;
    }

    private sealed class Keys : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address,
            IDocumentRetriever retriever,
            CancellationToken cancellationToken
        )
        {
            var configuration = new OpenIdConnectConfiguration();
            foreach (
                var key in new JsonWebKeySet(
                    await retriever.GetDocumentAsync(address, cancellationToken)
                ).GetSigningKeys()
            )
            {
                configuration.SigningKeys.Add(key);
            }

            return configuration;
        }
    }
}
