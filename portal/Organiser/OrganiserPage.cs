using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Kern;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Links;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Organiser;

/// <summary>
/// A page for organisers: without a token in the cookie one is sent to the token form and comes back afterwards. The API decides
/// on every request whether the token still counts.
/// </summary>
public abstract class OrganiserPage : PortalPage
{
    public const string Root = "/organisation";

    protected string Token => PersonalLinks.Kept(HttpContext, Root) ?? "";

    protected override string TokenGone =>
        "Ihr Zugang ist abgelaufen. Geben Sie unter „Organisation“ in einem neuen Fenster ein neues Token ein und schicken Sie dieses Formular dann noch einmal ab.";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (Token.Length == 0 && HttpMethods.IsGet(Request.Method))
        {
            context.Result = ToTokenForm();
        }
    }

    /// <summary>A problem on the way to showing a page: a token that ended leads to the token form, anything else is explained.</summary>
    protected IActionResult Stop(Problem problem)
    {
        if (!problem.AsksForToken && problem.Status != 403)
        {
            return Explain(problem);
        }

        PersonalLinks.Forget(HttpContext, Root);
        return ToTokenForm();
    }

    private SeeOther ToTokenForm() => new($"{Root}{QueryString.Create("weiter", Request.Path.Value ?? Root)}");
}
