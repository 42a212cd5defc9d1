using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>The rules about what opens an account besides a mail: passkeys and the city's login.</summary>
internal static class Credentials
{
    /// <summary>Whether the account has a passkey, or a city's login that is switched on.</summary>
    public static async Task<bool> AnyAsync(RegistrationDbContext db, Guid account, CancellationToken cancellation) =>
        await db.Passkeys.AnyAsync(row => row.AccountId == account, cancellation)
        || await HasCityLoginAsync(db, account, cancellation);

    public static Task<bool> HasCityLoginAsync(
        RegistrationDbContext db,
        Guid account,
        CancellationToken cancellation
    ) =>
        (
            from identity in db.CityIdentities
            join member in db.Members on identity.AccountId equals member.Id
            join login in db.CityLogins
                on new { member.Partner, identity.Issuer } equals new { login.Partner, login.Issuer }
            where identity.AccountId == account && login.Enabled
            select identity
        ).AnyAsync(cancellation);

    /// <summary>
    /// Whoever has a role, or has switched mail off, and has a passkey or city login, changes them only after signing
    /// in with one of these, or a mailbox would open that account.
    /// </summary>
    public static async Task<bool> IsTooWeakAsync(
        RegistrationDbContext db,
        ClaimsPrincipal user,
        CancellationToken cancellation
    )
    {
        var account = user.AccountId()!.Value;
        return !SignInMethod.AllowsRoles(user.FindFirst("amr")?.Value ?? "")
            && await AnyAsync(db, account, cancellation)
            && (
                await db.AccountRoles.AnyAsync(row => row.AccountId == account, cancellation)
                || await db.Accounts.AnyAsync(row => row.Id == account && row.MailSignInOff, cancellation)
            );
    }

    /// <summary>The account's row is the lock: of two removals at once one finds the last credential.</summary>
    public static async Task<Account> LockAsync(
        RegistrationDbContext db,
        Guid account,
        CancellationToken cancellation
    ) =>
        (
            await db
                .Accounts.FromSql($"SELECT * FROM accounts WHERE id = {account} FOR UPDATE")
                .ToListAsync(cancellation)
        ).Single();
}
