using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Mine;

/// <summary>A page of the signed-in member: whoever is not signed in does that first and comes back.</summary>
public abstract class MinePage : MemberPage
{
    public const string Root = "/mein-bereich";

    protected IActionResult SignInFirst() => Challenge(SignInFlow.Properties(Request.Path));

    protected IActionResult Stop(Problem problem) => problem.AsksForToken
        ? Explain(problem with { Detail = "Ihre Anmeldung gilt nicht mehr." }, "Bitte melden Sie sich noch einmal an",
            "Melden Sie sich oben auf der Seite ab und wieder an.")
        : Explain(problem);
}
