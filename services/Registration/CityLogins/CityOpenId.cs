using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// What came back from a city's login: who it is, and where to go on; or no subject, and whether the person refused.
/// </summary>
internal sealed record CityAnswer(string? Subject, string? ReturnTo, bool Declined);

/// <summary>
/// Sends a browser to a city's login and checks what it brings back: authorization code with PKCE, state that belongs
/// to this browser, this partner, issuer and client, and an id token with exactly this issuer, this client as audience,
/// an asymmetric signature, the nonce and its times. Nothing is asked for but <c>openid</c>, and nothing is kept but
/// issuer and subject. ASP.NET Core's handler does the protocol; it is made for each request, since the configuration
/// is in the database and may change on another replica.
/// </summary>
internal sealed partial class CityOpenId(
    CityProviders providers,
    CitySecrets secrets,
    IDataProtectionProvider protection,
    IOptions<SignInSettings> settings,
    UrlEncoder url,
    TimeProvider time,
    ILogger<CityOpenId> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>The signatures of id tokens that are understood; the check of a login asks for one of them.</summary>
    public static readonly IReadOnlyList<string> Signatures =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>
    /// An address of its own for each partner, so that what one login sends cannot be taken for another's.
    /// </summary>
    public static string CallbackOf(string partner) => $"{SignInPages.Root}/stadt/{partner}/zurueck";

    /// <summary>
    /// False: the login cannot be reached or does not answer as it should, and the browser got no answer yet.
    /// </summary>
    public async Task<bool> SendAsync(HttpContext http, CityLogin login, string? returnTo)
    {
        if (OptionsFor(login) is not { } options)
        {
            return false;
        }

        try
        {
            var handler = await HandlerAsync(http, options);
            await handler.ChallengeAsync(new AuthenticationProperties { RedirectUri = ReturnPath.Of(returnTo) });
            return true;
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException)
        {
            LogUnreachable(login.Partner, WhatOf(fault));
            return false;
        }
    }

    public async Task<CityAnswer> ReceiveAsync(HttpContext http, CityLogin login)
    {
        var answer = new CityAnswer(null, null, http.Request.Query["error"] == OpenIddictConstants.Errors.AccessDenied);
        if (OptionsFor(login) is not { } options)
        {
            return answer;
        }

        options.Events.OnMessageReceived = context =>
        {
            // RFC 9207: when a login says who it is, it must be the one that was asked.
            if (context.ProtocolMessage.GetParameter("iss") is { } said && said != login.Issuer)
            {
                context.Fail("Another issuer answered.");
            }

            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = context =>
        {
            var user = context.Principal!;
            answer =
                user.FindFirst("iss")?.Value == login.Issuer
                && user.FindFirst("sub")?.Value is { Length: > 0 and <= CityIdentity.LongestSubject } subject
                    ? new(subject, context.ReturnUri, false)
                    : answer;
            context.HandleResponse();
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            answer = answer with { ReturnTo = context.Properties?.RedirectUri };
            LogRefused(login.Partner, WhatOf(context.Failure));
            context.HandleResponse();
            return Task.CompletedTask;
        };
        await (await HandlerAsync(http, options)).HandleRequestAsync();
        return answer;
    }

    private async Task<OpenIdConnectHandler> HandlerAsync(HttpContext http, OpenIdConnectOptions options)
    {
        // Without a log: the error text of a login may name the person.
        var handler = new OpenIdConnectHandler(
            new Always(options),
            NullLoggerFactory.Instance,
            HtmlEncoder.Default,
            url
        );
        await handler.InitializeAsync(new AuthenticationScheme("city", null, typeof(OpenIdConnectHandler)), http);
        return handler;
    }

    private OpenIdConnectOptions? OptionsFor(CityLogin login)
    {
        if (secrets.Open(login) is not { } secret)
        {
            return null;
        }

        var options = new OpenIdConnectOptions
        {
            ConfigurationManager = providers.Of(login.Issuer),
            Backchannel = providers.Http,
            ClientId = login.ClientId,
            ClientSecret = secret,
            CallbackPath = CallbackOf(login.Partner),
            ResponseType = OpenIdConnectResponseType.Code,
            ResponseMode = OpenIdConnectResponseMode.Query,
            PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable,
            UsePkce = true,
            MapInboundClaims = false,
            GetClaimsFromUserInfoEndpoint = false,
            DisableTelemetry = true,
            SignInScheme = "none",
            RemoteAuthenticationTimeout = Patience,
            TimeProvider = time,
            TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = login.Issuer,
                ValidAudience = login.ClientId,
                ValidAlgorithms = Signatures,
                ClockSkew = Skew,
            },
        };
        options.ProtocolValidator.NonceLifetime = Patience;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.ClaimActions.Clear();
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = settings.Value.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        // The name is part of the seal of state and nonce: what began for one partner, issuer or client ends nowhere
        // else.
        new OpenIdConnectPostConfigureOptions(protection).PostConfigure(
            $"city {login.Partner} {login.Issuer} {login.ClientId}",
            options
        );
        return options;
    }

    // Kinds of faults, never their words: a login may name the person there.
    private static string WhatOf(Exception? fault) =>
        fault is null ? "unknown"
        : fault.InnerException is { } inner ? $"{fault.GetType().Name} {WhatOf(inner)}"
        : fault.GetType().Name;

    [LoggerMessage(LogLevel.Warning, "The login of {Partner} cannot be used: {Fault}")]
    private partial void LogUnreachable(string partner, string fault);

    [LoggerMessage(LogLevel.Warning, "An answer of the login of {Partner} was refused: {Fault}")]
    private partial void LogRefused(string partner, string fault);

    private sealed class Always(OpenIdConnectOptions options) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions CurrentValue => options;

        public OpenIdConnectOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }
}
