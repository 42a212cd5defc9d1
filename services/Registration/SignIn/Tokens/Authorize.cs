using System.Globalization;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Stadtgespraeche.Site;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// A frontend asks who is signed in. People who are not signed in here do that first and come back; a frontend that is
/// not ours needs the member's consent once. Client, redirect address and PKCE have been checked before.
/// </summary>
internal static class Authorize
{
    // Somebody who types this into an address refuses for nobody else, and it is not stored.
    private const string Consent = "zustimmung";
    private const string Refused = "nein";

    public static async Task<IResult> Handle(
        HttpContext http,
        RegistrationDbContext db,
        IOpenIddictApplicationManager applications,
        IOpenIddictAuthorizationManager authorizations,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var request = http.GetOpenIddictServerRequest()!;
        var user = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal;
        var principal = await TokenIdentity.FindAsync(
            db,
            user?.DeviceSession(),
            request.GetScopes(),
            cancellationToken
        );
        if (principal is null || request.HasPromptValue(PromptValues.Login) || IsTooOld(request, principal, time))
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.LoginRequired, "Nobody is signed in.")
                : To(SignInPages.Root, request);
        }

        if (await NeedsConsentAsync(request, principal, applications, authorizations, cancellationToken))
        {
            if (request.GetParameter(Consent)?.ToString() == Refused)
            {
                return Refuse(Errors.AccessDenied, "The member has refused.");
            }

            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.ConsentRequired, "The member has not been asked.")
                : To($"{SignInPages.Root}/zustimmung", request);
        }

        return Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>The authorization request again, now with the member's no.</summary>
    public static string Refusing(string request) => $"{request}&{Consent}={Refused}";

    /// <summary>A consent counts for the scopes that it was given for.</summary>
    public static async Task<bool> HasConsentAsync(
        string subject,
        string applicationId,
        IEnumerable<string> scopes,
        IOpenIddictAuthorizationManager authorizations,
        CancellationToken cancellationToken
    )
    {
        await foreach (
            var _ in authorizations.FindAsync(
                subject,
                applicationId,
                Statuses.Valid,
                AuthorizationTypes.Permanent,
                [.. scopes],
                cancellationToken
            )
        )
        {
            return true;
        }

        return false;
    }

    private static async Task<bool> NeedsConsentAsync(
        OpenIddictRequest request,
        System.Security.Claims.ClaimsPrincipal principal,
        IOpenIddictApplicationManager applications,
        IOpenIddictAuthorizationManager authorizations,
        CancellationToken cancellationToken
    )
    {
        var application = (await applications.FindByClientIdAsync(request.ClientId!, cancellationToken))!;
        return await applications.HasConsentTypeAsync(application, ConsentTypes.Explicit, cancellationToken)
            && !await HasConsentAsync(
                principal.GetClaim(Claims.Subject)!,
                (await applications.GetIdAsync(application, cancellationToken))!,
                principal.GetScopes(),
                authorizations,
                cancellationToken
            );
    }

    private static bool IsTooOld(
        OpenIddictRequest request,
        System.Security.Claims.ClaimsPrincipal principal,
        TimeProvider time
    ) =>
        request.MaxAge is { } seconds
        && long.Parse(principal.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture) + seconds
            < time.GetUtcNow().ToUnixTimeSeconds();

    // Without the wish for a new sign-in, which is met when the request comes back.
    private static IResult To(string page, OpenIddictRequest request)
    {
        var parameters = request
            .GetParameters()
            .Where(parameter => parameter.Key is not (Parameters.Prompt or Parameters.MaxAge or Consent))
            .Select(parameter => new KeyValuePair<string, string?>(parameter.Key, (string?)parameter.Value));
        return new SeeOther.Result(ReturnPath.On(page, $"/connect/authorize{QueryString.Create(parameters)}"));
    }

    private static IResult Refuse(string error, string description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                }
            ),
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );
}
