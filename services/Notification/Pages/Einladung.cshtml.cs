using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>
/// Takes an invitation: shows for whom it is, registers the first passkey, and only then makes the administrator and
/// uses the code up, all at once. A code that is used, old or wrong gets the same answer.
/// </summary>
public sealed class EinladungModel(
    SignInManager<Administrator> identity,
    NotificationDbContext db,
    IOptions<Partner> partner,
    TimeProvider time
) : PasskeyPage
{
    private const string CookieName = "einladung";

    public AdministratorInvitation? Invitation { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "c")] string? code,
        CancellationToken cancellationToken
    )
    {
        if (code is { Length: > 0 and <= 100 })
        {
            Response.Cookies.Append(CookieName, code, Careful());
            return new SeeOther("/einladung");
        }

        return await FindAsync(cancellationToken) ? Page() : Gone();
    }

    public async Task<IActionResult> OnPostOptionenAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken)
            ? Orders(
                await identity.MakePasskeyCreationOptionsAsync(
                    new()
                    {
                        Id = $"{Invitation!.AdministratorId}",
                        Name = Invitation.Name,
                        DisplayName = Invitation.Name,
                    }
                )
            )
            : Gone();

    [Audited("administrator", Operation = "AcceptInvitation")]
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
            var now = time.GetUtcNow();
            var administrator = new Administrator
            {
                Id = Invitation!.AdministratorId,
                Name = Invitation.Name,
                CreatedAt = now,
            };
            // From here on it is the invited who acts, also for the log of changes.
            HttpContext.User = AdministratorCookie.Principal(administrator, partner.Value.Key, Guid.Empty);
            db.Remove(Invitation);
            db.Add(administrator);
            await db.SaveChangesAsync(cancellationToken);
            await identity.UserManager.AddOrUpdatePasskeyAsync(administrator, passkey);
            await AdministratorCookie.SignInAsync(HttpContext, db, administrator, now);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Whoever deletes the row has used the code; the other of two finds none.
            return Gone();
        }

        await transaction.CommitAsync(cancellationToken);
        Response.Cookies.Delete(CookieName, Careful());
        return new SeeOther("/");
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (Request.Cookies[CookieName] is not { Length: > 0 and <= 100 } code)
        {
            return false;
        }

        var (hash, now) = (AdministratorInvitation.Hash(code), time.GetUtcNow());
        Invitation = await db
            .AdministratorInvitations.AsNoTracking()
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
            Path = "/einladung",
            MaxAge = TimeSpan.FromHours(1),
            IsEssential = true,
        };
}
