using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Site.Passkeys;

/// <summary>
/// Signs in whoever holds a passkey, without asking for a name. The same words answer everything that does not fit.
/// </summary>
public abstract class PasskeySignInPage<TUser>(SignInManager<TUser> identity, ReturnRule returns) : PasskeyPage
    where TUser : class
{
    [BindProperty(Name = ReturnRule.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    protected abstract DbContext Database { get; }

    public async Task<IActionResult> OnPostOptionenAsync() =>
        Orders(await identity.MakePasskeyRequestOptionsAsync(null));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var shown = await AssertAsync(identity);
        await using var transaction = await Database.Database.BeginTransactionAsync(cancellationToken);
        if (
            shown is { Succeeded: true, User: { } user, Passkey: { } passkey }
            && await LockAsync(user, passkey, cancellationToken)
            && (await identity.UserManager.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded
            && await SignInAsync(user, cancellationToken)
        )
        {
            await transaction.CommitAsync(cancellationToken);
            return new SeeOther(returns.Of(ReturnTo));
        }

        ModelState.Clear();
        return Refuse();
    }

    /// <summary>
    /// Takes the lock that whoever removes this person or passkey holds: of both at once either the passkey opens
    /// nothing, or what it opens ends. False: the passkey is gone.
    /// </summary>
    protected abstract Task<bool> LockAsync(TUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken);

    /// <summary>False: the person may not come in.</summary>
    protected abstract Task<bool> SignInAsync(TUser user, CancellationToken cancellationToken);
}
