using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>The rules about what opens an account besides a mail: passkeys and the city's login.</summary>
internal static class Credentials
{
    /// <summary>Whether the account has a passkey, or a city's login that is switched on.</summary>
    public static async Task<bool> AnyAsync(
        RegistrationDbContext db,
        Guid account,
        CancellationToken cancellationToken
    ) =>
        await db.Passkeys.AnyAsync(row => row.AccountId == account, cancellationToken)
        || await HasCityLoginAsync(db, account, cancellationToken);

    public static Task<bool> HasCityLoginAsync(
        RegistrationDbContext db,
        Guid account,
        CancellationToken cancellationToken
    ) =>
        (
            from identity in db.CityIdentities
            join member in db.Members on identity.AccountId equals member.Id
            join login in db.CityLogins
                on new { member.Partner, identity.Issuer } equals new { login.Partner, login.Issuer }
            where identity.AccountId == account && login.Enabled
            select identity
        ).AnyAsync(cancellationToken);

    /// <summary>
    /// Whoever has a role, or has switched mail off, and has a passkey or city login, changes them only after signing
    /// in with one of these, or a mailbox would open that account.
    /// </summary>
    public static async Task<bool> IsTooWeakAsync(
        RegistrationDbContext db,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        var account = user.AccountId()!.Value;
        return !SignInMethod.AllowsRoles(user.FindFirst("amr")?.Value ?? "")
            && await AnyAsync(db, account, cancellationToken)
            && (
                await db.AccountRoles.AnyAsync(row => row.AccountId == account, cancellationToken)
                || await db.Accounts.AnyAsync(row => row.Id == account && row.MailSignInOff, cancellationToken)
            );
    }

    /// <summary>The account's row is the lock: of two removals at once one finds the last credential.</summary>
    public static async Task<Account> LockAsync(
        RegistrationDbContext db,
        Guid account,
        CancellationToken cancellationToken
    ) =>
        (
            await db
                .Accounts.FromSql($"select * from accounts where id = {account} for update")
                .ToListAsync(cancellationToken)
        ).Single();
}
