using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Administration;

/// <summary>Signs out in this browser, after asking. Twice is harmless.</summary>
public sealed class SignOutModel(NotificationDbContext db) : SitePage
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var session = User.Session();
        await db.AdministratorSessions.Where(row => row.Id == session).ExecuteDeleteAsync(cancellationToken);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return new SeeOther("/anmelden");
    }
}
