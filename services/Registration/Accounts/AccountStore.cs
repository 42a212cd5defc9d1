using Microsoft.AspNetCore.Identity;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>What ASP.NET Core Identity needs of our accounts: their passkeys and their security stamp.</summary>
internal sealed class AccountStore(RegistrationDbContext db)
    : PasskeyStore<Account, Passkey>(db),
        IUserSecurityStampStore<Account>
{
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    protected override IQueryable<Passkey> Of(Account user) => Passkeys.Where(row => row.AccountId == user.Id);

    protected override IQueryable<Account> OwnersOf(IQueryable<Passkey> passkeys) =>
        passkeys.Join(Users, passkey => passkey.AccountId, account => account.Id, (_, account) => account);

    protected override Passkey New(Account user, UserPasskeyInfo passkey) =>
        new()
        {
            CredentialId = passkey.CredentialId,
            AccountId = user.Id,
            PublicKey = passkey.PublicKey,
            CreatedAt = passkey.CreatedAt,
        };
}
