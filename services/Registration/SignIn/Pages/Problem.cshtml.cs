using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>The page for everything at sign-in that did not work.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ProblemModel : ProblemPage
{
    protected override (string Title, string Detail)? Words(int status) =>
        status == StatusCodes.Status429TooManyRequests
            ? (Explanation.TooOften.Title, Explanation.TooOften.Detail)
            : null;
}
