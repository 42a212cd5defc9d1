using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Kern;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>Signs in whoever holds a passkey, without asking for a city or an address. The same words answer everything that does not fit.</summary>
[AllowAnonymous]
public sealed class PasskeyModel(SignInManager<Account> identity, RegistrationDbContext db, TimeProvider time) : PasskeyPage
{
    [BindProperty(Name = ReturnPath.Parameter, SupportsGet = true)]
    public string? Weiter { get; set; }

    public async Task<IActionResult> OnPostOptionenAsync() => Orders(await identity.MakePasskeyRequestOptionsAsync(null));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var shown = HasCredential ? await AssertAsync() : null;
        if (shown is { Succeeded: true, User: { } account, Passkey: { } passkey }
            && (await identity.UserManager.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded
            && await SignInMember.Handle(HttpContext, account.Id, SignInMethod.Passkey, db, time, cancellation) == SignInOutcome.SignedIn)
        {
            return new SeeOther(ReturnPath.Of(Weiter));
        }

        ModelState.Clear();
        ModelState.AddModelError("", Refused);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
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
