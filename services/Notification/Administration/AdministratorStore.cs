using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// What ASP.NET Core Identity needs of our administrators: to find them and their passkeys. The user name that it asks
/// for is the id.
/// </summary>
internal sealed class AdministratorStore(NotificationDbContext db) : IUserPasskeyStore<Administrator>
{
    public Task<string> GetUserIdAsync(Administrator user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Administrator user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Id.ToString());

    public Task SetUserNameAsync(Administrator user, string? userName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(Administrator user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task SetNormalizedUserNameAsync(
        Administrator user,
        string? normalizedName,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public async Task<Administrator?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? await db.Administrators.FindAsync([id], cancellationToken) : null;

    public Task<Administrator?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByIdAsync(normalizedUserName, cancellationToken);

    public Task<IdentityResult> CreateAsync(Administrator user, CancellationToken cancellationToken) =>
        SaveAsync(cancellationToken);

    public Task<IdentityResult> UpdateAsync(Administrator user, CancellationToken cancellationToken) =>
        SaveAsync(cancellationToken);

    public Task<IdentityResult> DeleteAsync(Administrator user, CancellationToken cancellationToken) =>
        SaveAsync(cancellationToken);

    public async Task AddOrUpdatePasskeyAsync(
        Administrator user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        var row =
            await RowAsync(user, passkey.CredentialId, cancellationToken)
            ?? db.Add(
                new AdministratorPasskey
                {
                    CredentialId = passkey.CredentialId,
                    AdministratorId = user.Id,
                    PublicKey = passkey.PublicKey,
                    CreatedAt = passkey.CreatedAt,
                }
            ).Entity;
        (row.SignCount, row.Transports) = (passkey.SignCount, passkey.Transports ?? []);
        (row.UserVerified, row.BackupEligible, row.BackedUp) = (
            passkey.IsUserVerified,
            passkey.IsBackupEligible,
            passkey.IsBackedUp
        );
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(
        Administrator user,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await db
                    .AdministratorPasskeys.Where(row => row.AdministratorId == user.Id)
                    .ToListAsync(cancellationToken)
            ).Select(row => row.ToInfo()),
        ];

    public async Task<Administrator?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await (
            from passkey in db.AdministratorPasskeys
            join administrator in db.Administrators on passkey.AdministratorId equals administrator.Id
            where passkey.CredentialId == credentialId
            select administrator
        ).SingleOrDefaultAsync(cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        Administrator user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) => (await RowAsync(user, credentialId, cancellationToken))?.ToInfo();

    public async Task RemovePasskeyAsync(Administrator user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await RowAsync(user, credentialId, cancellationToken) is { } row)
        {
            db.Remove(row);
        }
    }

    public void Dispose()
    {
        // The context is not ours to end.
    }

    private Task<AdministratorPasskey?> RowAsync(
        Administrator user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        db.AdministratorPasskeys.SingleOrDefaultAsync(
            row => row.CredentialId == credentialId && row.AdministratorId == user.Id,
            cancellationToken
        );

    private async Task<IdentityResult> SaveAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }
}
