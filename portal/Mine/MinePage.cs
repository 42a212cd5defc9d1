using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Mine;

/// <summary>A page about the member's own data.</summary>
public abstract class MinePage : MemberPage
{
    public const string Root = "/mein-bereich";

    /// <summary>For a form that came without a sign-in; pages that are only looked at never get so far.</summary>
    protected IActionResult SignInFirst() => Challenge(SignInFlow.Properties(Request.Path));

    protected IActionResult Stop(Problem problem) => problem.AsksForToken
        ? Explain(problem with { Detail = "Ihre Anmeldung gilt nicht mehr." }, "Bitte melden Sie sich noch einmal an",
            "Melden Sie sich oben auf der Seite ab und wieder an.")
        : Explain(problem);
}
