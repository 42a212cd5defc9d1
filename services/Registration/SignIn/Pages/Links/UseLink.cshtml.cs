using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.SignIn.Links;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages.Links;

/// <summary>
/// The link of a sign-in mail. Opening it moves the token out of the address into a cookie for this page alone and says
/// who would be signed in; only the button does it, so that a mail program which looks at links beforehand uses none
/// up.
/// </summary>
[AllowAnonymous]
public sealed class UseLinkModel(RegistrationDbContext db, ILinkTrust trust, TimeProvider time) : SitePage
{
    private const string Path = $"{SignInPages.Root}/link";
    private const string Cookie = "anmeldelink";

    public Explanation? Explanation { get; private set; }

    public string Name { get; private set; } = "";

    public string PartnerName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "t")] string? token,
        CancellationToken cancellationToken
    )
    {
        var (link, refused) = await SignInLink.ReadAsync(
            db,
            trust,
            time,
            token ?? Request.Cookies[Cookie],
            cancellationToken
        );
        // Clicked twice, or gone back to: whoever got in by this very link goes on.
        if (refused == WhyNot.Used && User.AccountId() == link!.Member.Id)
        {
            return new SeeOther(ReturnPath.Of(link.Request.ReturnTo));
        }

        if (refused is { } why)
        {
            return Explain(why);
        }

        if (token is not null)
        {
            Response.Cookies.Append(Cookie, token, Options());
            return new SeeOther(Path);
        }

        (Name, PartnerName) = (link!.Member.DisplayName, link.PartnerName);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (goOn, refused) = await UseSignInLink.HandleAsync(
            HttpContext,
            db,
            trust,
            time,
            Request.Cookies[Cookie],
            cancellationToken
        );
        return refused is { } why && why != WhyNot.Used ? Explain(why) : new SeeOther(goOn ?? Path);
    }

    private PageResult Explain(WhyNot why)
    {
        Response.Cookies.Delete(Cookie, Options());
        Explanation = Explanation.Of(why);
        Response.StatusCode = Explanation.Status;
        return Page();
    }

    private CookieOptions Options() => CarefulCookie.For(HttpContext, Path);
}
