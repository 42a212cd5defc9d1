using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// Gives tokens for a code or a refresh token, which has been checked and used up already. Refuses when the member or a
/// replayed token has ended the device session.
/// </summary>
internal static class GiveTokens
{
    public static async Task<IResult> Handle(
        HttpContext http,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var granted = (
            await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
        ).Principal!;
        var session = granted.DeviceSession();
        var principal = await TokenIdentity.FindAsync(db, session, granted.GetScopes(), cancellationToken);
        if (principal is null || !await SignInCookie.TouchAsync(db, session!.Value, time, cancellationToken))
        {
            return Results.Forbid(
                new AuthenticationProperties(
                    new Dictionary<string, string?>
                    {
                        [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
                        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The sign-in has ended.",
                    }
                ),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
            );
        }

        return Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}
