using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Stadtgespraeche.Registration.SignIn.Pages.CityLogins;

/// <summary>
/// Leads to the login of a city, which this device remembers then. A link and no form, since a form may not end at a
/// foreign site.
/// </summary>
[AllowAnonymous]
public sealed class LeaveForCityModel(RegistrationDbContext db) : CityPage
{
    public async Task<IActionResult> OnGetAsync(string partner, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, partner, cancellationToken) is not { } found)
        {
            return NoLogin();
        }

        RememberedCity.Keep(HttpContext, found.Login.Partner);
        return await City.SendAsync(HttpContext, found.Login, ReturnTo)
            ? new EmptyResult()
            : Explain(
                StatusCodes.Status503ServiceUnavailable,
                "Das Login Ihrer Stadt ist gerade nicht erreichbar",
                $"Wir konnten das Login von {found.Name} nicht öffnen. Bitte versuchen Sie es später noch einmal, oder "
                    + "melden Sie sich anders an."
            );
    }
}
