using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Server.AspNetCore;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// A frontend signs the member out (RP-initiated logout). With the id token of the sign-in it is done at once; without
/// it another site could have sent the member here, so a page asks first.
/// </summary>
internal static class EndSession
{
    public static async Task<IResult> Handle(
        HttpContext http,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var hint = (
            await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
        ).Principal?.DeviceSession();
        var here = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.DeviceSession();
        if (hint is null && here is not null)
        {
            return new SeeOther.Result($"{SignInPages.Root}/abmelden");
        }

        await db.DeviceSessions.Where(session => session.Id == hint).ExecuteDeleteAsync(cancellationToken);
        if (hint == here)
        {
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        }

        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/" },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );
    }
}
