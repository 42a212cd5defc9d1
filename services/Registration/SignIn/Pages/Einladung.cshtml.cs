using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// Takes an invitation: shows for whom it is, registers the first passkey, and only then makes the member, the account
/// and its role, all at once, and uses the code up. A code that is used, old or wrong gets the same answer.
/// </summary>
[AllowAnonymous]
public sealed class EinladungModel(SignInManager<Account> identity, RegistrationDbContext db, TimeProvider time)
    : PasskeyPage
{
    private const string CookieName = "einladung";

    public Invitation? Invitation { get; private set; }

    public string Role =>
        Invitation!.Role switch
        {
            AccountRole.Operator => "Betrieb",
            AccountRole.Coordinator => "Koordination",
            _ => "Organisation",
        };

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "c")] string? code,
        CancellationToken cancellationToken
    )
    {
        if (code is { Length: > 0 and <= 100 })
        {
            Response.Cookies.Append(CookieName, code, Careful());
            return new SeeOther("/anmelden/einladung");
        }

        return await FindAsync(cancellationToken) ? Page() : Gone();
    }

    public async Task<IActionResult> OnPostOptionenAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken)
            ? Orders(
                await identity.MakePasskeyCreationOptionsAsync(
                    new()
                    {
                        Id = $"{Invitation!.MemberId}",
                        Name = Invitation.DisplayName,
                        DisplayName = Invitation.DisplayName,
                    }
                )
            )
            : Gone();

    [Audited("account", Operation = "AcceptInvitation")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return Gone();
        }

        if (!HasCredential || await AttestAsync(identity) is not { } passkey)
        {
            ModelState.AddModelError("", Refused);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await ComeInAsync(Invitation!, passkey, cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Whoever deletes the row has used the code; the other of two finds none, or the member there already.
            return Gone();
        }

        await SignInMember.Handle(HttpContext, Invitation!.MemberId, SignInMethod.Passkey, db, time, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Response.Cookies.Delete(CookieName, Careful());
        return new SeeOther(ReturnPath.Home);
    }

    private async Task ComeInAsync(Invitation invitation, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        // From here on it is the invited who acts, also for the log of changes.
        HttpContext.User = new ClaimsPrincipal(
            new ClaimsIdentity(
                [new("sub", $"{invitation.MemberId}"), new("partner", invitation.Partner)],
                nameof(Invitation)
            )
        );
        db.Invitations.Remove(invitation);
        db.Members.Add(
            new Member
            {
                Id = invitation.MemberId,
                Partner = invitation.Partner,
                DisplayName = invitation.DisplayName,
                Version = 0,
            }
        );
        var account = new Account
        {
            // No city knows an address of this account, so no mail may open it.
            Id = invitation.MemberId,
            CreatedAt = time.GetUtcNow(),
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            MailSignInOff = true,
        };
        db.Accounts.Add(account);
        db.AccountRoles.Add(
            new AccountRole
            {
                AccountId = account.Id,
                Role = invitation.Role,
                Partner = invitation.Role == AccountRole.Coordinator ? invitation.Partner : "",
            }
        );
        passkey.Name = DeviceName.Of(Request.Headers.UserAgent);
        await db.SaveChangesAsync(cancellationToken);
        await identity.UserManager.AddOrUpdatePasskeyAsync(account, passkey);
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (Request.Cookies[CookieName] is not { Length: > 0 and <= 100 } code)
        {
            return false;
        }

        var (hash, now) = (Invitation.Hash(code), time.GetUtcNow());
        Invitation = await db
            .Invitations.AsNoTracking()
            .SingleOrDefaultAsync(row => row.CodeHash == hash && row.ExpiresAt > now, cancellationToken);
        return Invitation is not null;
    }

    private IActionResult Gone()
    {
        HinweisModel.Explain(
            HttpContext,
            "Diese Einladung gilt nicht mehr",
            "Sie ist schon benutzt oder älter als 24 Stunden. Bitte lassen Sie sich eine neue geben."
        );
        return StatusCode(StatusCodes.Status410Gone);
    }

    private CookieOptions Careful() =>
        new()
        {
            HttpOnly = true,
            Secure = Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/anmelden/einladung",
            MaxAge = TimeSpan.FromHours(1),
            IsEssential = true,
        };
}
