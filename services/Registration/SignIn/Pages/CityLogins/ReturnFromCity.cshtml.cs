using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages.CityLogins;

/// <summary>
/// Where a city's login sends people back to, and the address that its coordinator registers there. Signs in whom it
/// means; who is not connected yet does that first. What does not belong to this browser, this partner or this login,
/// or comes too late, signs nobody in.
/// </summary>
[AllowAnonymous]
public sealed class ReturnFromCityModel(RegistrationDbContext db, TimeProvider time) : CityPage
{
    public async Task<IActionResult> OnGetAsync(string partner, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, partner, cancellationToken) is not { } found)
        {
            return NoLogin();
        }

        var answer = await City.ReceiveAsync(HttpContext, found.Login);
        ReturnTo = answer.ReturnTo;
        if (answer.Subject is not { } subject)
        {
            return Failed(answer.Declined);
        }

        switch (await SignInWithCity.Handle(HttpContext, found.Login, subject, db, time, cancellationToken))
        {
            case CityOutcome.SignedIn:
                return new SeeOther(ReturnPath.Of(ReturnTo));
            case CityOutcome.Unknown:
                new PendingIdentityCookie(found.Login.Partner, found.Login.Issuer, subject, time.GetUtcNow()).Keep(
                    HttpContext
                );
                return new SeeOther(ReturnPath.On(ConnectCityModel.Path, ReturnTo));
            case CityOutcome.LoginGone:
                return NoLogin();
            default:
                return Explain(
                    StatusCodes.Status403Forbidden,
                    "Dieses Login gehört zu einer anderen Kommune",
                    $"Sie sind nicht als Mitglied von {found.Name} eingetragen. Bitte wählen Sie Ihre eigene Kommune."
                );
        }
    }

    private PageResult Failed(bool declined) =>
        declined
            ? Explain(
                StatusCodes.Status400BadRequest,
                "Sie haben die Anmeldung abgebrochen",
                "Sie sind nicht angemeldet. Sie können es noch einmal versuchen oder sich anders anmelden."
            )
            : Explain(
                StatusCodes.Status400BadRequest,
                "Die Anmeldung hat nicht geklappt",
                "Sie hat zu lange gedauert, wurde in einem anderen Browser begonnen, oder das Login Ihrer Stadt hat eine "
                    + "Antwort geschickt, die wir nicht annehmen. Bitte versuchen Sie es noch einmal."
            );
}
