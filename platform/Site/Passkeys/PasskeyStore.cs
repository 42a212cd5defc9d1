using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Site.Passkeys;

/// <summary>Whoever signs in with a passkey; no name and no password are asked for.</summary>
public interface IPasskeyUser
{
    Guid Id { get; }
}

/// <summary>
/// What ASP.NET Core Identity needs of people who sign in with passkeys: to find them and their passkeys. The user name
/// that it asks for is the id; changes of passkeys are saved with the person.
/// </summary>
public abstract class PasskeyStore<TUser, TPasskey>(DbContext db) : IUserPasskeyStore<TUser>
    where TUser : class, IPasskeyUser
    where TPasskey : StoredPasskey
{
    protected IQueryable<TUser> Users => db.Set<TUser>();

    protected IQueryable<TPasskey> Passkeys => db.Set<TPasskey>();

    public Task<string> GetUserIdAsync(TUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(TUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Id.ToString());

    public Task SetUserNameAsync(TUser user, string? userName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(TUser user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task SetNormalizedUserNameAsync(TUser user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public async Task<TUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? await db.Set<TUser>().FindAsync([id], cancellationToken) : null;

    public Task<TUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByIdAsync(normalizedUserName, cancellationToken);

    public Task<IdentityResult> CreateAsync(TUser user, CancellationToken cancellationToken)
    {
        db.Add(user);
        return SaveAsync(cancellationToken);
    }

    public Task<IdentityResult> UpdateAsync(TUser user, CancellationToken cancellationToken) =>
        SaveAsync(cancellationToken);

    public Task<IdentityResult> DeleteAsync(TUser user, CancellationToken cancellationToken)
    {
        db.Remove(user);
        return SaveAsync(cancellationToken);
    }

    public async Task AddOrUpdatePasskeyAsync(
        TUser user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    ) =>
        (await RowAsync(user, passkey.CredentialId, cancellationToken) ?? db.Add(New(user, passkey)).Entity).Update(
            passkey
        );

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(TUser user, CancellationToken cancellationToken) =>
        [.. (await Of(user).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken)).Select(row => row.ToInfo())];

    public Task<TUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        OwnersOf(Passkeys.Where(row => row.CredentialId == credentialId)).SingleOrDefaultAsync(cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        TUser user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) => (await RowAsync(user, credentialId, cancellationToken))?.ToInfo();

    public async Task RemovePasskeyAsync(TUser user, byte[] credentialId, CancellationToken cancellationToken)
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

    /// <summary>The person's passkeys.</summary>
    protected abstract IQueryable<TPasskey> Of(TUser user);

    protected abstract IQueryable<TUser> OwnersOf(IQueryable<TPasskey> passkeys);

    protected abstract TPasskey New(TUser user, UserPasskeyInfo passkey);

    private Task<TPasskey?> RowAsync(TUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        Of(user).SingleOrDefaultAsync(row => row.CredentialId == credentialId, cancellationToken);

    private async Task<IdentityResult> SaveAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }
}
