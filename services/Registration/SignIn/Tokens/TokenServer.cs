using Microsoft.Extensions.Options;
using OpenIddict.Server;
using Stadtgespraeche.Api;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// The OpenID provider for all frontends: authorization code with PKCE (S256) only, refresh tokens that are good until
/// their successor is used, access tokens of five minutes that every service checks by itself.
/// </summary>
internal static class TokenServer
{
    /// <summary>The scope, and the audience, of the platform's API.</summary>
    public const string Scope = PersonalLink.Audience;

    private static readonly TimeSpan AccessTokenLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(1);

    public static void AddTokenServer(this WebApplicationBuilder builder)
    {
        // Its messages below a warning name who signs in, and where.
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(services =>
            services.GetRequiredService<SigningKeys>()
        );
        builder.Services.AddHostedService<KeepSigningKeys>();
        builder
            .Services.AddOpenIddict()
            .AddCore(core =>
                core.UseEntityFrameworkCore().UseDbContext<RegistrationDbContext>().ReplaceDefaultEntities<Guid>()
            )
            .AddServer(Configure);
        builder
            .Services.AddOptions<OpenIddictServerOptions>()
            .Configure<IOptions<SignInSettings>>(
                (server, settings) =>
                {
                    server.Issuer = settings.Value.Issuer;
                    server.CodeChallengeMethods.Clear();
                    server.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
                    // Needs a script in the page, and no frontend needs it.
                    server.ResponseModes.Remove(ResponseModes.FormPost);
                    server.ResponseModes.Remove(ResponseModes.Fragment);
                }
            );
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetRevocationEndpointUris("connect/revocation")
            .SetEndSessionEndpointUris("connect/logout")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetConfigurationEndpointUris(".well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris(".well-known/jwks")
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .RequireProofKeyForCodeExchange()
            .RegisterScopes(Scopes.Profile, Scope)
            .RegisterClaims(Claims.Name, "partner", "role", "coordinates", "amr", "sid", "auth_time")
            .DisableAccessTokenEncryption()
            .SetAccessTokenLifetime(AccessTokenLife)
            .SetAuthorizationCodeLifetime(CodeLife)
            .SetRefreshTokenLifetime(SignInCookie.Lifetime)
            // Whether a refresh token may come again is judged by what became of its successor, not by the clock.
            .SetRefreshTokenReuseLeeway(SignInCookie.Lifetime)
            .AddEventHandler(EndDeviceWhenReplayed.Descriptor)
            .AddEventHandler(KeepRotation.Descriptor);
        server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            // Behind the gateway it is the issuer that says whether people come by https; see PublicAddress.
            .DisableTransportSecurityRequirement();
        server.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(services =>
            services.GetRequiredService<SigningKeys>()
        );
    }

    public static void MapTokens(this WebApplication app)
    {
        // Who may call: anyone. The token server has checked client, grant and redirect address before these run.
        var tokens = app.MapGroup("/connect").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        tokens.MapMethods("/authorize", ["GET", "POST"], Authorize.Handle).WithName(nameof(Authorize));
        tokens.MapPost("/token", GiveTokens.Handle).WithName(nameof(GiveTokens));
        tokens.MapMethods("/userinfo", ["GET", "POST"], ShowUser.Handle).WithName(nameof(ShowUser));
        tokens.MapMethods("/logout", ["GET", "POST"], EndSession.Handle).WithName(nameof(EndSession));
    }
}
