using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// Signs in whoever holds a passkey, without asking for a city or an address. The same words answer everything that
/// does not fit.
/// </summary>
[AllowAnonymous]
public sealed class PasskeyModel(SignInManager<Account> identity, RegistrationDbContext db, TimeProvider time)
    : PasskeyPage
{
    [BindProperty(Name = ReturnPath.Parameter, SupportsGet = true)]
    public string? Weiter { get; set; }

    public async Task<IActionResult> OnPostOptionenAsync() =>
        Orders(await identity.MakePasskeyRequestOptionsAsync(null));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var shown = HasCredential ? await AssertAsync() : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (
            shown is { Succeeded: true, User: { } account, Passkey: { } passkey }
            && await IsStillThereAsync(account, passkey, cancellationToken)
            && (await identity.UserManager.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded
            && await SignInMember.Handle(HttpContext, account.Id, SignInMethod.Passkey, db, time, cancellationToken)
                == SignInOutcome.SignedIn
        )
        {
            await transaction.CommitAsync(cancellationToken);
            return new SeeOther(ReturnPath.Of(Weiter));
        }

        ModelState.Clear();
        ModelState.AddModelError("", Refused);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    // Who removes a passkey holds this lock: of both at once either the passkey opens nothing, or its device ends with
    // the others.
    private async Task<bool> IsStillThereAsync(
        Account account,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        await Credentials.LockAsync(db, account.Id, cancellationToken);
        return await db.Passkeys.AnyAsync(
            row => row.CredentialId == passkey.CredentialId && row.AccountId == account.Id,
            cancellationToken
        );
    }

    private async Task<PasskeyAssertionResult<Account>?> AssertAsync()
    {
        try
        {
            return await identity.PerformPasskeyAssertionAsync(Credential!);
        }
        catch (Exception e) when (IsTheirFault(e))
        {
            return null;
        }
    }
}
