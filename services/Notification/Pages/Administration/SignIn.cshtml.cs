using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Notification.Pages.Administration;

/// <summary>Signs in whoever holds an administrator's passkey.</summary>
public sealed class SignInModel(SignInManager<Administrator> identity, NotificationDbContext db, TimeProvider time)
    : PasskeySignInPage<Administrator>(identity, ReturnPath.Rule)
{
    public string Here => ReturnPath.Rule.On("/anmelden", ReturnTo);

    protected override DbContext Database => db;

    /// <summary>
    /// Whoever removes an administrator deletes this row: either there is no sign-in any more, or it ends with the row.
    /// </summary>
    protected override async Task<bool> LockAsync(
        Administrator user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"select 1 from administrators where id = {user.Id} for update",
            cancellationToken
        );
        return await db.AdministratorPasskeys.AnyAsync(
            row => row.CredentialId == passkey.CredentialId,
            cancellationToken
        );
    }

    protected override async Task<bool> SignInAsync(Administrator user, CancellationToken cancellationToken)
    {
        await AdministratorCookie.SignInAsync(HttpContext, db, user, time.GetUtcNow());
        return true;
    }
}
