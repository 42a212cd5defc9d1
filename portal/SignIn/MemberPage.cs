using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// A page for signed-in people; all others sign in first and come back. When the sign-in ends while a form is filled in,
/// the page says so and keeps what was typed. The API decides on every request what a person may do.
/// </summary>
public abstract class MemberPage : PortalPage
{
    /// <summary>The access token for the API; empty when nobody is signed in.</summary>
    protected string Token { get; private set; } = "";

    protected override string TokenGone =>
        "Ihre Anmeldung gilt nicht mehr. Melden Sie sich in einem neuen Fenster noch einmal an und schicken Sie "
        + "dieses Formular dann noch einmal ab.";

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        Token = await TokenAsync() ?? "";
        if (Token.Length == 0 && HttpMethods.IsGet(Request.Method) && SignedInBrowsers.AreAway(HttpContext))
        {
            // To sign in anew would not help.
            context.Result = StatusCode(StatusCodes.Status503ServiceUnavailable);
            return;
        }

        if (Token.Length == 0 && HttpMethods.IsGet(Request.Method))
        {
            context.Result = WithoutToken();
            return;
        }

        // Only now: other roles may have come with the token.
        context.Result = Refusal();
        if (context.Result is null)
        {
            await base.OnPageHandlerExecutionAsync(context, next);
        }
    }

    /// <summary>What signed-in people see who may not see the page.</summary>
    protected virtual IActionResult? Refusal() => null;

    protected virtual Task<string?> TokenAsync() =>
        HttpContext.RequestServices.GetRequiredService<RenewedTokens>().OfAsync(HttpContext);

    /// <summary>For a form that came without a sign-in. A GET never gets here without one.</summary>
    protected IActionResult SignInFirst() => Challenge(SignInFlow.Properties(Request.Path));

    /// <summary>What people see who have no token.</summary>
    protected virtual IActionResult WithoutToken() =>
        HttpMethods.IsGet(Request.Method)
            ? Challenge(SignInFlow.Properties(Request.Path + Request.QueryString))
            : SignInFirst();

    /// <summary>
    /// A problem on the way to showing a page. A token that no longer counts ends the sign-in here too.
    /// </summary>
    protected virtual async Task<IActionResult> StopAsync(Problem problem)
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
