using Microsoft.AspNetCore.Identity;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>What ASP.NET Core Identity needs of our administrators: their passkeys.</summary>
internal sealed class AdministratorStore(NotificationDbContext db)
    : PasskeyStore<Administrator, AdministratorPasskey>(db)
{
    protected override IQueryable<AdministratorPasskey> Of(Administrator user) =>
        Passkeys.Where(row => row.AdministratorId == user.Id);

    protected override IQueryable<Administrator> OwnersOf(IQueryable<AdministratorPasskey> passkeys) =>
        passkeys.Join(
            Users,
            passkey => passkey.AdministratorId,
            administrator => administrator.Id,
            (_, administrator) => administrator
        );

    protected override AdministratorPasskey New(Administrator user, UserPasskeyInfo passkey) =>
        new()
        {
            CredentialId = passkey.CredentialId,
            AdministratorId = user.Id,
            PublicKey = passkey.PublicKey,
            CreatedAt = passkey.CreatedAt,
        };
}
