using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.SignIn.Pages.Passkeys;

/// <summary>
/// Signs in whoever holds a passkey, without asking for a city or an address: <see cref="PasskeyPage"/> checks it,
/// <see cref="SignInMember"/> gives the cookie.
/// </summary>
[AllowAnonymous]
public sealed class PasskeySignInModel(SignInManager<Account> identity, RegistrationDbContext db, TimeProvider time)
    : PasskeySignInPage<Account>(identity, ReturnPath.Rule)
{
    protected override DbContext Database => db;

    /// <summary>
    /// Whoever removes a passkey holds this lock: either the passkey opens nothing, or its device ends with the others.
    /// </summary>
    protected override async Task<bool> LockAsync(
        Account user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        await Credentials.LockAsync(db, user.Id, cancellationToken);
        return await db.Passkeys.AnyAsync(
            row => row.CredentialId == passkey.CredentialId && row.AccountId == user.Id,
            cancellationToken
        );
    }

    protected override async Task<bool> SignInAsync(Account user, CancellationToken cancellationToken) =>
        await SignInMember.Handle(HttpContext, user.Id, SignInMethod.Passkey, db, time, cancellationToken)
        == SignInOutcome.SignedIn;
}
