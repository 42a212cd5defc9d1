using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// A page for whoever is signed in: all others sign in first and come back. A form that was filled in meanwhile is not
/// lost; it says that the sign-in has ended. What one may do, the API decides on every request.
/// </summary>
public abstract class MemberPage : PortalPage
{
    /// <summary>The access token for the API; empty when nobody is signed in.</summary>
    protected string Token { get; private set; } = "";

    protected override string TokenGone =>
        "Ihre Anmeldung gilt nicht mehr. Melden Sie sich in einem neuen Fenster noch einmal an und schicken Sie dieses Formular dann noch einmal ab.";

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        Token = await TokenAsync() ?? "";
        if (Token.Length == 0 && HttpMethods.IsGet(Request.Method))
        {
            context.Result = new ChallengeResult(SignInFlow.Properties(Request.Path + Request.QueryString));
            return;
        }

        // Only now, for with the token may have come other roles.
        context.Result = Refusal();
        if (context.Result is null)
        {
            await base.OnPageHandlerExecutionAsync(context, next);
        }
    }

    /// <summary>What whoever is signed in, but may not see the page, sees instead.</summary>
    protected virtual IActionResult? Refusal() => null;

    protected virtual Task<string?> TokenAsync() =>
        HttpContext.RequestServices.GetRequiredService<AccessTokens>().OfAsync(HttpContext);

    /// <summary>For a form that came without a sign-in; pages that are only looked at never get so far.</summary>
    protected IActionResult SignInFirst() => Challenge(SignInFlow.Properties(Request.Path));

    /// <summary>
    /// A problem on the way to showing a page. A token that no longer counts ends the sign-in here too.
    /// </summary>
    protected async Task<IActionResult> StopAsync(Problem problem)
    {
        if (!problem.AsksForToken)
        {
            return Explain(problem);
        }

        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Explain(
            problem with
            {
                Detail = "Sie sind nicht mehr angemeldet.",
            },
            "Bitte melden Sie sich noch einmal an",
            "Wählen Sie oben auf der Seite „Anmelden“."
        );
    }
}
