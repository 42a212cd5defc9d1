using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// A member's passkeys: add with a name, remove, and switch sign-in by mail off while there is one, which ends all
/// earlier links as the button for a mailbox in wrong hands does. The last one stays while mail is off. Whoever has a
/// role and a passkey changes them only after signing in with a passkey or the city's login, or a mailbox would open
/// that role.
/// </summary>
[AllowAnonymous, ForSignedIn]
public sealed class PasskeysModel(SignInManager<Account> identity, RegistrationDbContext db, TimeProvider time)
    : PasskeyPage
{
    private const int MaxName = 60;
    private const string Path = "/anmelden/passkeys";

    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<Passkey> Known { get; private set; } = [];

    public bool MailSignInOff { get; private set; }

    public bool HasCityLogin { get; private set; }

    private Guid AccountId => User.AccountId()!.Value;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostOptionenAsync(CancellationToken cancellation)
    {
        if (await IsTooWeakAsync(cancellation))
        {
            return Forbid();
        }

        var name = await db
            .Members.Where(member => member.Id == AccountId)
            .Select(member => member.DisplayName)
            .SingleAsync(cancellation);
        return Orders(
            await identity.MakePasskeyCreationOptionsAsync(
                new()
                {
                    Id = $"{AccountId}",
                    Name = name,
                    DisplayName = name,
                }
            )
        );
    }

    [Audited("account", Operation = "AddPasskey")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await IsTooWeakAsync(cancellation))
        {
            return TooWeak();
        }

        if (Name?.Any(char.IsControl) == true)
        {
            return await Again(
                nameof(Name),
                "Der Name enthält Zeichen, die man nicht sehen kann. Bitte tippen Sie ihn noch einmal.",
                cancellation
            );
        }

        if (Name?.Length > MaxName)
        {
            return await Again(nameof(Name), $"Der Name darf höchstens {MaxName} Zeichen haben.", cancellation);
        }

        if (!HasCredential || await AttestAsync(identity) is not { } passkey)
        {
            return await Again("", Refused, cancellation);
        }

        passkey.Name = string.IsNullOrWhiteSpace(Name) ? DeviceName.Of(Request.Headers.UserAgent) : Name.Trim();
        var account = await db.Accounts.SingleAsync(row => row.Id == AccountId, cancellation);
        await identity.UserManager.AddOrUpdatePasskeyAsync(account, passkey);
        return GoOn(Path, "Der Passkey ist angelegt.");
    }

    [Audited("account", Operation = "RemovePasskey")]
    public async Task<IActionResult> OnPostEntfernenAsync(string? id, CancellationToken cancellation)
    {
        if (await IsTooWeakAsync(cancellation))
        {
            return TooWeak();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var account = await LockAsync(cancellation);
        await LockCityLoginAsync(cancellation);
        var mine = await db.Passkeys.Where(row => row.AccountId == AccountId).ToListAsync(cancellation);
        var gone = mine.Find(row => Base64UrlEncoder.Encode(row.CredentialId) == id);
        if (
            gone is not null
            && mine.Count == 1
            && account.MailSignInOff
            && !await Credentials.HasCityLoginAsync(db, AccountId, cancellation)
        )
        {
            return await Again(
                "",
                "Das ist Ihr letzter Passkey. Schalten Sie zuerst Links per E-Mail ein, sonst könnten Sie sich nicht mehr anmelden.",
                cancellation
            );
        }

        if (gone is not null)
        {
            db.Passkeys.Remove(gone);
            // Perhaps it was lost: what it opened elsewhere ends.
            await db.EndOtherDevicesAsync(AccountId, SignInMethod.Passkey, User.DeviceSession(), cancellation);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return GoOn(
            Path,
            "Der Passkey ist entfernt. Andere Geräte, die mit einem Passkey angemeldet waren, sind abgemeldet."
        );
    }

    [Audited("account", Operation = "SwitchMailSignIn")]
    public async Task<IActionResult> OnPostMailAsync(bool aus, CancellationToken cancellation)
    {
        if (await IsTooWeakAsync(cancellation))
        {
            return TooWeak();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var account = await LockAsync(cancellation);
        await LockCityLoginAsync(cancellation);
        if (aus && !await Credentials.AnyAsync(db, AccountId, cancellation))
        {
            return await Again(
                "",
                "Legen Sie zuerst einen Passkey an, sonst könnten Sie sich nicht mehr anmelden.",
                cancellation
            );
        }

        if (aus && !account.MailSignInOff)
        {
            await EndLinks.HandleAsync(db, AccountId, User.DeviceSession(), time, cancellation);
        }

        account.MailSignInOff = aus;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return GoOn(
            Path,
            aus
                ? "Die Anmeldung per E-Mail ist ausgeschaltet; Links aus bisherigen E-Mails gelten nicht mehr."
                : "Links per E-Mail sind eingeschaltet."
        );
    }

    // Takes rights away and gives none, so a sign-in by mail is enough.
    [Audited("account", Operation = "EndLinks")]
    public async Task<IActionResult> OnPostLinksAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await LockAsync(cancellation);
        await EndLinks.HandleAsync(db, AccountId, User.DeviceSession(), time, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return GoOn(
            Path,
            "Links aus bisherigen E-Mails gelten nicht mehr. Andere Geräte, die mit einem Link angemeldet waren, sind abgemeldet."
        );
    }

    private Task<Account> LockAsync(CancellationToken cancellation) =>
        Credentials.LockAsync(db, AccountId, cancellation);

    // The city's login may end at the same moment, and then it is none that one could still come in by.
    private Task LockCityLoginAsync(CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"SELECT FROM city_logins WHERE partner = (SELECT partner FROM members WHERE id = {AccountId}) FOR SHARE",
            cancellation
        );

    private Task<bool> IsTooWeakAsync(CancellationToken cancellation) =>
        Credentials.IsTooWeakAsync(db, User, cancellation);

    private IActionResult TooWeak()
    {
        HinweisModel.Explain(
            HttpContext,
            "Bitte melden Sie sich mit Passkey oder dem Login Ihrer Stadt an",
            "Was Ihr Konto öffnet, ändern Sie nur, wenn Sie so angemeldet sind."
        );
        return StatusCode(StatusCodes.Status403Forbidden);
    }

    private async Task<IActionResult> Again(string field, string message, CancellationToken cancellation)
    {
        ModelState.AddModelError(field, message);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Known = await db
            .Passkeys.AsNoTracking()
            .Where(row => row.AccountId == AccountId)
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(cancellation);
        HasCityLogin = await Credentials.HasCityLoginAsync(db, AccountId, cancellation);
        MailSignInOff = await db
            .Accounts.Where(row => row.Id == AccountId)
            .Select(row => row.MailSignInOff)
            .SingleAsync(cancellation);
    }
}
