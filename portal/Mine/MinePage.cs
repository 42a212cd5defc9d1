using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Kern;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Mine;

/// <summary>A page of the signed-in member: without a session one is sent to "Mein Bereich", which leads through the sign-in.</summary>
public abstract class MinePage : PortalPage
{
    public const string Root = "/mein-bereich";

    /// <summary>The access token of this session; null: not signed in, or not any more.</summary>
    protected async Task<string?> TokenAsync() =>
        User.Identity?.IsAuthenticated == true ? await HttpContext.GetTokenAsync("access_token") : null;

    protected IActionResult SignInFirst() => new SeeOther($"{Root}{QueryString.Create("weiter", Request.Path.Value ?? Root)}");

    protected IActionResult Stop(Problem problem) => problem.AsksForToken ? SignInFirst() : Explain(problem);
}
