using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Site;
using Stadtgespraeche.Site.Passkeys;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.SignIn.Pages.Passkeys;

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

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostOptionenAsync(CancellationToken cancellationToken)
    {
        if (await IsTooWeakAsync(cancellationToken))
        {
            return Forbid();
        }

        var name = await db
            .Members.Where(member => member.Id == AccountId)
            .Select(member => member.DisplayName)
            .SingleAsync(cancellationToken);
        return await CreationOrders(identity, AccountId, name);
    }

    [Audited("account", Operation = "AddPasskey")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await IsTooWeakAsync(cancellationToken))
        {
            return TooWeak();
        }

        if (Name?.Any(char.IsControl) == true)
        {
            return await Again(
                nameof(Name),
                "Der Name enthält Zeichen, die man nicht sehen kann. Bitte tippen Sie ihn noch einmal.",
                cancellationToken
            );
        }

        if (Name?.Length > MaxName)
        {
            return await Again(nameof(Name), $"Der Name darf höchstens {MaxName} Zeichen haben.", cancellationToken);
        }

        if (await AttestAsync(identity) is not { } passkey)
        {
            return await Again("", Refused, cancellationToken);
        }

        passkey.Name = CleanText.Line(Name) ?? DeviceName.Of(Request.Headers.UserAgent);
        var account = await db.Accounts.SingleAsync(row => row.Id == AccountId, cancellationToken);
        await TellAsync(added: true, cancellationToken);
        await identity.UserManager.AddOrUpdatePasskeyAsync(account, passkey);
        return GoOn(Path, "Der Passkey ist angelegt.");
    }

    [Audited("account", Operation = "RemovePasskey")]
    public async Task<IActionResult> OnPostEntfernenAsync(string? id, CancellationToken cancellationToken)
    {
        if (await IsTooWeakAsync(cancellationToken))
        {
            return TooWeak();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await LockAsync(cancellationToken);
        await LockCityLoginAsync(cancellationToken);
        var mine = await db.Passkeys.Where(row => row.AccountId == AccountId).ToListAsync(cancellationToken);
        var gone = mine.Find(row => Base64UrlEncoder.Encode(row.CredentialId) == id);
        if (
            gone is not null
            && mine.Count == 1
            && account.MailSignInOff
            && !await Credentials.HasCityLoginAsync(db, AccountId, cancellationToken)
        )
        {
            return await Again(
                "",
                "Das ist Ihr letzter Passkey. Schalten Sie zuerst Links per E-Mail ein, sonst könnten Sie sich nicht mehr "
                    + "anmelden.",
                cancellationToken
            );
        }

        if (gone is not null)
        {
            db.Passkeys.Remove(gone);
            await TellAsync(added: false, cancellationToken);
            // Perhaps it was lost: what it opened elsewhere ends.
            await db.EndOtherDevicesAsync(AccountId, SignInMethod.Passkey, User.DeviceSession(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return GoOn(
            Path,
            "Der Passkey ist entfernt. Andere Geräte, die mit einem Passkey angemeldet waren, sind abgemeldet."
        );
    }

    [Audited("account", Operation = "SwitchMailSignIn")]
    public async Task<IActionResult> OnPostMailAsync(bool aus, CancellationToken cancellationToken)
    {
        if (await IsTooWeakAsync(cancellationToken))
        {
            return TooWeak();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await LockAsync(cancellationToken);
        await LockCityLoginAsync(cancellationToken);
        if (aus && !await Credentials.AnyAsync(db, AccountId, cancellationToken))
        {
            return await Again(
                "",
                "Legen Sie zuerst einen Passkey an, sonst könnten Sie sich nicht mehr anmelden.",
                cancellationToken
            );
        }

        if (aus && !account.MailSignInOff)
        {
            await EndLinks.HandleAsync(db, AccountId, User.DeviceSession(), time, cancellationToken);
        }

        account.MailSignInOff = aus;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return GoOn(
            Path,
            aus
                ? "Die Anmeldung per E-Mail ist ausgeschaltet; Links aus bisherigen E-Mails gelten nicht mehr."
                : "Links per E-Mail sind eingeschaltet."
        );
    }

    // Takes rights away and gives none, so a sign-in by mail is enough.
    [Audited("account", Operation = "EndLinks")]
    public async Task<IActionResult> OnPostLinksAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(cancellationToken);
        await EndLinks.HandleAsync(db, AccountId, User.DeviceSession(), time, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return GoOn(
            Path,
            "Links aus bisherigen E-Mails gelten nicht mehr. Andere Geräte, die mit einem Link angemeldet waren, sind "
                + "abgemeldet."
        );
    }

    private Task<Account> LockAsync(CancellationToken cancellationToken) =>
        Credentials.LockAsync(db, AccountId, cancellationToken);

    // The city's login may end at the same moment, and then it is none that one could still come in by.
    private Task LockCityLoginAsync(CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"select from city_logins where partner = (select partner from members where id = {AccountId}) for share",
            cancellationToken
        );

    // Stored with the change. Whom no city knows has no address that could be told.
    private async Task TellAsync(bool added, CancellationToken cancellationToken)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(row => row.Id == AccountId, cancellationToken);
        if (member.IsKnownToPartner)
        {
            var now = time.GetUtcNow();
            db.SendToPartner(
                member.Partner,
                new PasskeyChanged(member.Partner, member.Id, Guid.CreateVersion7(now), added, now)
            );
        }
    }

    private Task<bool> IsTooWeakAsync(CancellationToken cancellationToken) =>
        Credentials.IsTooWeakAsync(db, User, cancellationToken);

    private IActionResult TooWeak()
    {
        ProblemPage.Explain(
            HttpContext,
            "Bitte melden Sie sich mit Passkey oder dem Login Ihrer Stadt an",
            "Was Ihr Konto öffnet, ändern Sie nur, wenn Sie so angemeldet sind."
        );
        return StatusCode(StatusCodes.Status403Forbidden);
    }

    private async Task<IActionResult> Again(string field, string message, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(field, message);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Known = await db
            .Passkeys.AsNoTracking()
            .Where(row => row.AccountId == AccountId)
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(cancellationToken);
        HasCityLogin = await Credentials.HasCityLoginAsync(db, AccountId, cancellationToken);
        MailSignInOff = await db
            .Accounts.Where(row => row.Id == AccountId)
            .Select(row => row.MailSignInOff)
            .SingleAsync(cancellationToken);
    }
}
