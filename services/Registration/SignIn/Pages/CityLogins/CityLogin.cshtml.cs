using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.SignIn.Pages.CityLogins;

/// <summary>
/// The connection of the member's account with the city's login: since when, and to end it, which ends the sessions
/// that came through it. It stays while it is the last way in, and whoever has a role ends it only after a strong
/// sign-in.
/// </summary>
[AllowAnonymous, ForSignedIn, Audited("city-identity", Operation = "DisconnectCityIdentity")]
public sealed class CityLoginModel(RegistrationDbContext db) : CityPage
{
    private const string Path = $"{SignInPages.Root}/stadt";

    public DateTimeOffset? Connected { get; private set; }

    public bool Offered { get; private set; }

    public string Partner { get; private set; } = "";

    public string PartnerName { get; private set; } = "";

    private Guid AccountId => User.AccountId()!.Value;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostTrennenAsync(CancellationToken cancellationToken)
    {
        if (await Credentials.IsTooWeakAsync(db, User, cancellationToken))
        {
            return Explain(
                StatusCodes.Status403Forbidden,
                "Bitte melden Sie sich mit Passkey oder dem Login Ihrer Stadt an",
                "Was Ihr Konto öffnet, ändern Sie nur, wenn Sie so angemeldet sind."
            );
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await Credentials.LockAsync(db, AccountId, cancellationToken);
        if (
            await db.CityIdentities.SingleOrDefaultAsync(row => row.AccountId == AccountId, cancellationToken) is
            { } identity
        )
        {
            if (
                account.MailSignInOff
                && !await db.Passkeys.AnyAsync(row => row.AccountId == AccountId, cancellationToken)
            )
            {
                ModelState.AddModelError(
                    "",
                    "Schalten Sie zuerst Links per E-Mail ein oder legen Sie einen Passkey an, sonst könnten Sie sich "
                        + "nicht mehr anmelden."
                );
                Response.StatusCode = StatusCodes.Status400BadRequest;
                await LoadAsync(cancellationToken);
                return Page();
            }

            db.CityIdentities.Remove(identity);
            db.DeviceSessions.RemoveRange(
                await db
                    .DeviceSessions.Where(session =>
                        session.AccountId == AccountId && session.Method == SignInMethod.City
                    )
                    .ToListAsync(cancellationToken)
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (User.FindFirst("amr")?.Value != SignInMethod.City)
        {
            return GoOn(Path, "Das Login ist getrennt.");
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return GoOn(SignInPages.Root, "Das Login ist getrennt. Sie sind abgemeldet.");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(row => row.Id == AccountId, cancellationToken);
        Partner = member.Partner;
        PartnerName = await db
            .Partners.Where(row => row.Key == Partner)
            .Select(row => row.Name)
            .SingleAsync(cancellationToken);
        Offered = await db.CityLogins.AnyAsync(login => login.Partner == Partner && login.Enabled, cancellationToken);
        Connected = (
            await db
                .CityIdentities.AsNoTracking()
                .SingleOrDefaultAsync(row => row.AccountId == AccountId, cancellationToken)
        )?.ConnectedAt;
    }
}
