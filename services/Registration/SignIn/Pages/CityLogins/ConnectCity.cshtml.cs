using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages.CityLogins;

/// <summary>
/// Connects the city's login that waits in this browser with the member who is signed in, once, by a button. Whoever is
/// not signed in does that first, by mail or passkey. Only a member of the login's own partner may; whoever has a role
/// and a passkey needs that passkey.
/// </summary>
[AllowAnonymous, Audited("city-identity", Operation = "ConnectCityIdentity")]
public sealed class ConnectCityModel(RegistrationDbContext db, TimeProvider time) : CityPage
{
    public const string Path = $"{SignInPages.Root}/stadt/verbinden";

    public string PartnerName { get; private set; } = "";

    /// <summary>Whoever is signed in; null: nobody yet.</summary>
    public string? Name { get; private set; }

    public string At { get; private set; } = "";

    public string Here => ReturnPath.On(Path, ReturnTo);

    public string SignInFirst => ReturnPath.On(SignInPages.Root, Here);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await StopAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await StopAsync(cancellationToken) is { } stopped)
        {
            return stopped;
        }

        if (Name is null)
        {
            return new SeeOther(Here);
        }

        var outcome = await ConnectCityIdentity.Handle(
            HttpContext,
            User.AccountId()!.Value,
            PendingIdentityCookie.Read(HttpContext, time)!,
            db,
            time,
            cancellationToken
        );
        if (outcome == ConnectOutcome.Connected)
        {
            PendingIdentityCookie.Forget(HttpContext);
            return new SeeOther(ReturnPath.Of(ReturnTo));
        }

        return outcome switch
        {
            ConnectOutcome.Taken => Explain(
                StatusCodes.Status409Conflict,
                "Dieses Login ist schon verbunden",
                "Es gehört zu einem anderen Konto. Bitte wenden Sie sich an die Ansprechperson Ihrer Kommune."
            ),
            ConnectOutcome.HasAnother => Explain(
                StatusCodes.Status409Conflict,
                "Ihr Konto ist schon mit einem Login verbunden",
                "Es ist mit einer anderen Kennung verbunden. Trennen Sie diese zuerst unter „Login der Stadt“ in Ihrem "
                    + "Bereich."
            ),
            ConnectOutcome.LoginGone => NoLogin(),
            _ => Explain(
                StatusCodes.Status403Forbidden,
                "Dieses Login gehört zu einer anderen Kommune",
                "Sie sind dort nicht als Mitglied eingetragen."
            ),
        };
    }

    // Null: it goes on.
    private async Task<IActionResult?> StopAsync(CancellationToken cancellationToken)
    {
        if (PendingIdentityCookie.Read(HttpContext, time) is not { } waiting)
        {
            return Explain(
                StatusCodes.Status410Gone,
                "Bitte beginnen Sie noch einmal",
                "In diesem Browser wartet kein Login. Es hat zu lange gedauert, oder Sie haben den Link aus der E-Mail in "
                    + "einem anderen Browser geöffnet."
            );
        }

        if (
            await FindAsync(db, waiting.Partner, cancellationToken) is not { } found
            || found.Login.Issuer != waiting.Issuer
        )
        {
            return NoLogin();
        }

        PartnerName = found.Name;
        At = GermanTime.Clock(waiting.At);
        if (User.AccountId() is not { } account)
        {
            return null;
        }

        var member = await db.Members.AsNoTracking().SingleAsync(row => row.Id == account, cancellationToken);
        if (member.Partner != waiting.Partner)
        {
            return Explain(
                StatusCodes.Status403Forbidden,
                "Dieses Login gehört zu einer anderen Kommune",
                $"Sie sind angemeldet als {member.DisplayName}, aber nicht als Mitglied von {found.Name}. "
                    + "Bitte melden Sie sich ab und beginnen Sie noch einmal."
            );
        }

        if (await Credentials.IsTooWeakAsync(db, User, cancellationToken))
        {
            return Explain(
                StatusCodes.Status403Forbidden,
                "Bitte melden Sie sich mit Ihrem Passkey oder dem verbundenen Login an",
                "Was Ihr Konto öffnet, ändern Sie nur, wenn Sie so angemeldet sind."
            );
        }

        Name = member.DisplayName;
        return null;
    }
}
