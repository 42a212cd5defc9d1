using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Registration.SignIn.Requests;
using Stadtgespraeche.Registration.SignIn.Tokens;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// Sign-in as a whole: accounts, cookies, pages and the token server, all of it in Registration's database.
/// </summary>
internal static class SignInRegistration
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<SignInSettings>()
            .BindConfiguration(SignInSettings.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddKeyRing<RegistrationDbContext>("stadtgespraeche-registration");
        builder.AddPasskeys<Account, AccountStore>(
            new PasskeyForm(
                $"{SignInPages.Root}/passkey.js",
                "Passkeys brauchen JavaScript. Ohne JavaScript melden Sie sich bitte mit einem Link per E-Mail an."
            )
        );
        builder.Services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeyOrigin>();
        builder.Services.AddAuthentication().AddIdentityCookies();
        builder
            .Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<SignInSettings>>(
                (cookie, settings) => SignInCookie.Configure(cookie, settings.Value.Https)
            );
        // The cookie counts on the pages of sign-in only; the API accepts tokens alone, so that no foreign form can act
        // there.
        builder.Services.PostConfigure<PolicySchemeOptions>(
            ApiRegistration.DefaultScheme,
            options =>
            {
                var ofApi = options.ForwardDefaultSelector!;
                options.ForwardDefaultSelector = http =>
                    IsSignIn(http.Request.Path) ? IdentityConstants.ApplicationScheme : ofApi(http);
            }
        );
        // We have the keys here and need not ask anybody for them.
        builder
            .Services.AddOptions<JwtBearerOptions>(AccessTokens.Scheme)
            .PostConfigure<SigningKeys>(
                (bearer, keys) =>
                {
                    bearer.ConfigurationManager = null;
                    bearer.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, keyId, _) =>
                        keys.ToVerify.Where(key => key.KeyId == keyId);
                }
            );
        builder.Services.AddSingleton<SignInRateLimits>();
        builder.Services.AddHostedService<ForgetSignInRequests>();
        builder.AddCityLogins();
        builder.AddTokenServer();
        builder.AddSignInPages();
    }

    /// <summary>
    /// Before everything else: people and frontends see the issuer's address, whatever the way through the proxies was.
    /// </summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        var issuer = app.Services.GetRequiredService<IOptions<SignInSettings>>().Value.Issuer;
        app.UseForwardedHeaders();
        app.Use(
            (http, next) =>
            {
                if (IsSignIn(http.Request.Path) || http.Request.Path.StartsWithSegments("/.well-known"))
                {
                    (http.Request.Scheme, http.Request.Host) = (issuer.Scheme, HostString.FromUriComponent(issuer));
                }

                return next(http);
            }
        );
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapTokens();
        app.MapRazorPages();
    }

    private static bool IsSignIn(PathString path) =>
        path.StartsWithSegments(SignInPages.Root) || path.StartsWithSegments("/connect");
}
