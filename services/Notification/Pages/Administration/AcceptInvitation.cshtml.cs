using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Notification.Pages.Administration;

/// <summary>Takes an invitation: whoever accepts it becomes an administrator with a first passkey.</summary>
public sealed class AcceptInvitationModel(
    SignInManager<Administrator> identity,
    NotificationDbContext db,
    IOptions<Partner> partner,
    TimeProvider time
) : InvitationPage<Administrator, AdministratorInvitation>(identity, time, path: "/einladung", home: "/")
{
    protected override DbContext Database => db;

    [Audited("administrator", Operation = "AcceptInvitation")]
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => AcceptAsync(cancellationToken);

    protected override Administrator ComeIn(
        AdministratorInvitation invitation,
        UserPasskeyInfo passkey,
        DateTimeOffset now
    )
    {
        var administrator = new Administrator
        {
            Id = invitation.AdministratorId,
            Name = invitation.Name,
            CreatedAt = now,
        };
        HttpContext.User = AdministratorCookie.Principal(administrator, partner.Value.Key, Guid.Empty);
        db.Add(administrator);
        return administrator;
    }

    protected override Task SignInAsync(Administrator user, DateTimeOffset now, CancellationToken cancellationToken) =>
        AdministratorCookie.SignInAsync(HttpContext, db, user, now);
}
