using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>
/// Signs in whoever holds an administrator's passkey. The same words answer everything that does not fit.
/// </summary>
public sealed class AnmeldenModel(SignInManager<Administrator> identity, NotificationDbContext db, TimeProvider time)
    : PasskeyPage
{
    [BindProperty(Name = ReturnPath.Parameter, SupportsGet = true)]
    public string? Weiter { get; set; }

    public string Here => ReturnPath.On("/anmelden", Weiter);

    public async Task<IActionResult> OnPostOptionenAsync() =>
        Orders(await identity.MakePasskeyRequestOptionsAsync(null));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var shown = HasCredential ? await AssertAsync() : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever removes an administrator deletes this row: either there is no sign-in any more, or it ends with the
        // row.
        if (
            shown is { Succeeded: true, User: { } administrator, Passkey: { } passkey }
            && await db.Database.ExecuteSqlAsync(
                $"select 1 from administrators where id = {administrator.Id} for update",
                cancellationToken
            )
                is var _
            && await db.AdministratorPasskeys.AnyAsync(
                row => row.CredentialId == passkey.CredentialId,
                cancellationToken
            )
            && (await identity.UserManager.AddOrUpdatePasskeyAsync(administrator, passkey)).Succeeded
        )
        {
            await AdministratorCookie.SignInAsync(HttpContext, db, administrator, time.GetUtcNow());
            await transaction.CommitAsync(cancellationToken);
            return new SeeOther(ReturnPath.Of(Weiter));
        }

        ModelState.Clear();
        ModelState.AddModelError("", Refused);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<PasskeyAssertionResult<Administrator>?> AssertAsync()
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
