using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Stadtgespraeche.Database;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// The portal as an OpenID Connect client: code with PKCE, tokens on the server, a cookie in the browser.
/// </summary>
internal static class SignInRegistration
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddDatabase<PortalDbContext>();
        services.AddOptions<SignInSettings>().BindConfiguration("SignIn").ValidateDataAnnotations().ValidateOnStart();
        builder.AddKeyRing<PortalDbContext>("stadtgespraeche-portal");
        services.AddHttpClient(Provider.Name).AddHttpMessageHandler<ForwardPerson>();
        services.AddSingleton<Provider>();
        services.AddSingleton<SignedInBrowsers>();
        services.AddSingleton<RenewedTokens>();
        services.AddHostedService<ForgetEndedSignIns>();
        services.AddAuthorization();
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie()
            .AddOpenIdConnect();
        services
            .AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SignedInBrowsers, IOptions<SignInSettings>>(Configure);
        services
            .AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .Configure<Provider, IOptions<SignInSettings>>(Configure);
    }

    /// <summary>
    /// Goes before everything that makes addresses or cookies: people see the portal at the issuer's address, whatever
    /// proxies lie between.
    /// </summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        var issuer = app.Services.GetRequiredService<IOptions<SignInSettings>>().Value.Issuer;
        app.Use(
            (context, next) =>
            {
                context.Request.Host = HostString.FromUriComponent(issuer);
                if (issuer.Scheme == Uri.UriSchemeHttps)
                {
                    context.Request.Scheme = issuer.Scheme;
                }

                return next(context);
            }
        );
    }

    private static void Configure(
        CookieAuthenticationOptions cookie,
        SignedInBrowsers browsers,
        IOptions<SignInSettings> settings
    )
    {
        // The prefix makes the browser refuse a cookie that another host or an unencrypted page has planted.
        cookie.Cookie.Name = settings.Value.Https ? "__Host-sitzung" : "sitzung";
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = settings.Value.Https
            ? CookieSecurePolicy.Always
            : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = SignedInBrowsers.Lifetime;
        cookie.SlidingExpiration = true;
        cookie.SessionStore = browsers;
    }

    private static void Configure(OpenIdConnectOptions client, Provider provider, IOptions<SignInSettings> settings)
    {
        client.Authority = settings.Value.Issuer.ToString();
        client.RequireHttpsMetadata = settings.Value.Https;
        client.Backchannel = provider.Client;
        client.ClientId = SignInSettings.Client;
        client.ClientSecret = settings.Value.ClientSecret;
        client.CallbackPath = SignInSettings.Callback;
        client.ResponseType = OpenIdConnectResponseType.Code;
        client.ResponseMode = OpenIdConnectResponseMode.Query;
        client.UsePkce = true;
        client.SaveTokens = true;
        client.MapInboundClaims = false;
        client.DisableTelemetry = true;
        client.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "offline_access", "stadtgespraeche"])
        {
            client.Scope.Add(scope);
        }

        client.TokenValidationParameters.NameClaimType = "name";
        client.TokenValidationParameters.RoleClaimType = "role";
        // A mail may be on its way for a quarter of an hour.
        client.RemoteAuthenticationTimeout = client.ProtocolValidator.NonceLifetime = TimeSpan.FromMinutes(30);
        foreach (var cookie in (CookieBuilder[])[client.CorrelationCookie, client.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = settings.Value.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        client.Events.OnTicketReceived = context =>
        {
            context.Properties!.IsPersistent = true;
            SignInFlow.Through(context);
            return Task.CompletedTask;
        };
        client.Events.OnRemoteFailure = SignInFlow.StartAgain;
    }
}
