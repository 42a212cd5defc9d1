using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>OpenID's userinfo: who the access token stands for, while the sign-in lasts.</summary>
internal static class ShowUser
{
    public static async Task<IResult> Handle(
        HttpContext http,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var token = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        var user = await TokenIdentity.FindAsync(db, token.DeviceSession(), token.GetScopes(), cancellationToken);
        return user is null
            ? Results.Challenge(
                new AuthenticationProperties(
                    new Dictionary<string, string?>
                    {
                        [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidToken,
                        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The sign-in has ended.",
                    }
                ),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
            )
            : Results.Json(
                new
                {
                    sub = user.GetClaim(Claims.Subject),
                    name = user.GetClaim(Claims.Name),
                    partner = user.GetClaim("partner"),
                }
            );
    }
}
