using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// What ASP.NET Core Identity needs of our accounts: to find them, their security stamp and their passkeys. The user
/// name that it asks for is the member's id; changes of passkeys are saved with the account.
/// </summary>
internal sealed class AccountStore(RegistrationDbContext db)
    : IUserSecurityStampStore<Account>,
        IUserPasskeyStore<Account>
{
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Id.ToString());

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? await db.Accounts.FindAsync([id], cancellationToken) : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByIdAsync(normalizedUserName, cancellationToken);

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        db.Accounts.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        db.Accounts.Remove(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public async Task AddOrUpdatePasskeyAsync(
        Account user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        var row =
            await RowAsync(user, passkey.CredentialId, cancellationToken)
            ?? db.Passkeys.Add(
                new Passkey
                {
                    CredentialId = passkey.CredentialId,
                    AccountId = user.Id,
                    PublicKey = passkey.PublicKey,
                    CreatedAt = passkey.CreatedAt,
                }
            ).Entity;
        (row.Name, row.SignCount, row.Transports) = (
            passkey.Name ?? row.Name,
            passkey.SignCount,
            passkey.Transports ?? []
        );
        (row.UserVerified, row.BackupEligible, row.BackedUp) = (
            passkey.IsUserVerified,
            passkey.IsBackupEligible,
            passkey.IsBackedUp
        );
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [
            .. (
                await db
                    .Passkeys.Where(row => row.AccountId == user.Id)
                    .OrderBy(row => row.CreatedAt)
                    .ToListAsync(cancellationToken)
            ).Select(row => row.ToInfo()),
        ];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await (
            from passkey in db.Passkeys
            join account in db.Accounts on passkey.AccountId equals account.Id
            where passkey.CredentialId == credentialId
            select account
        ).SingleOrDefaultAsync(cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        Account user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) => (await RowAsync(user, credentialId, cancellationToken))?.ToInfo();

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await RowAsync(user, credentialId, cancellationToken) is { } row)
        {
            db.Passkeys.Remove(row);
        }
    }

    public void Dispose()
    {
        // The context is not ours to end.
    }

    private Task<Passkey?> RowAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        db.Passkeys.SingleOrDefaultAsync(
            row => row.CredentialId == credentialId && row.AccountId == user.Id,
            cancellationToken
        );
}
