using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>Signs out on this device, after asking: its cookie and its refresh tokens end. Twice is harmless.</summary>
[AllowAnonymous]
public sealed class SignOutModel(RegistrationDbContext db) : SitePage
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var session = User.DeviceSession();
        await db.DeviceSessions.Where(row => row.Id == session).ExecuteDeleteAsync(cancellationToken);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return new SeeOther("/");
    }
}
