using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages.CityLogins;

/// <summary>
/// A page on the way through a city's own login. What stops there is explained, and the way back to the sign-in keeps
/// where one wanted to go.
/// </summary>
public abstract class CityPage : SitePage
{
    [BindProperty(Name = ReturnPath.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public Explanation? Explanation { get; private set; }

    /// <summary>The sign-in, to begin anew.</summary>
    public string Again => ReturnPath.On(SignInPages.Root, ReturnTo);

    private protected CityOpenId City => HttpContext.RequestServices.GetRequiredService<CityOpenId>();

    protected PageResult Explain(int status, string title, string detail)
    {
        Explanation = new Explanation(status, title, detail);
        Response.StatusCode = status;
        return Page();
    }

    protected PageResult NoLogin() =>
        Explain(
            StatusCodes.Status404NotFound,
            "Diese Kommune hat hier kein eigenes Login",
            "Bitte melden Sie sich mit einem Link per E-Mail oder mit einem Passkey an."
        );

    private protected static async Task<(CityLogin Login, string Name)?> FindAsync(
        RegistrationDbContext db,
        string partner,
        CancellationToken cancellationToken
    )
    {
        var found = await (
            from login in db.CityLogins.AsNoTracking()
            join city in db.Partners on login.Partner equals city.Key
            where login.Partner == partner && login.Enabled
            select new { login, city.Name }
        ).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.login, found.Name);
    }
}
